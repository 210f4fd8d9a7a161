import type { Refused } from '../ask';

/** The query with a sign below the column at which it goes wrong. */
function Column({ q, column }: { q: string; column: number }) {
  return (
    <p className="column">
      <code>
        {q.slice(0, column - 1)}
        <mark>{q.slice(column - 1, column) || ' '}</mark>
        {q.slice(column)}
      </code>
    </p>
  );
}

/** Why there is no answer, in the server's words, and what to do next. */
export function Trouble({ id, refused, q, again }: { id?: string; refused: Refused; q: string; again: () => void }) {
  const ofQuery = refused.code === 'INVALID_QUERY';
  return (
    <div id={id} className="trouble" role="alert">
      <p>
        <strong>{ofQuery ? 'The search cannot be read' : 'No answer'}</strong>
        {ofQuery && refused.column ? ` at column ${refused.column}: ` : ': '}
        {refused.message}
      </p>
      {ofQuery && refused.column && <Column q={q} column={refused.column} />}
      {!ofQuery && (
        <button type="button" onClick={again}>
          {refused.code === 'CURSOR_EXPIRED' ? 'Read the list from its start' : 'Try again'}
        </button>
      )}
    </div>
  );
}
