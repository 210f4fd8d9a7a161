import type { Explanation } from './queries';
import { Unfolding } from './Unfolding';
import { counted } from './words';

interface Props {
  /** The hit that is asked about. */
  id: string;
  read: (signal: AbortSignal) => Promise<Explanation | null>;
}

/** Parts that add less than that share of the sum are only counted. */
const small = 0.02;

const rounded = new Intl.NumberFormat('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const asFactor = new Intl.NumberFormat('en', { maximumFractionDigits: 2, minimumFractionDigits: 2 });

function Reason({ number, children }: { number: string; children: string }) {
  return (
    <li>
      <span className="number">{number}</span> {children}
    </li>
  );
}

function Reasons({ id, explanation: { score, resource, parts, factors } }: { id: string; explanation: Explanation }) {
  const sum = parts.reduce((before, part) => before + part.score, 0);
  const shown = parts.filter((part) => part.score >= small * sum);
  const others = parts.slice(shown.length);
  const { name, version } = resource.packageVersion;
  return (
    <>
      <p>
        {rounded.format(score)} points
        {resource.id !== id && ` as ${name}@${version} has it`}, the sum of
      </p>
      <ul>
        {shown.map(({ reason, score: part }) => (
          <Reason key={reason} number={`+ ${rounded.format(part)}`}>
            {reason}
          </Reason>
        ))}
        {others.length > 0 && (
          <Reason number={`+ ${rounded.format(others.reduce((before, part) => before + part.score, 0))}`}>
            {counted(others.length, 'smaller thing')}
          </Reason>
        )}
      </ul>
      {factors.length > 0 && (
        <>
          <p>times</p>
          <ul>
            {factors.map(({ reason, factor }) => (
              <Reason key={reason} number={`× ${asFactor.format(factor)}`}>
                {reason}
              </Reason>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** "Why this place?": what a hit's score is made of, read when it is wanted. */
export function Why({ id, read }: Props) {
  return (
    <Unfolding
      className="why"
      label="why this place?"
      read={read}
      missing="The list has changed meanwhile. Search again."
    >
      {(explanation) => <Reasons id={id} explanation={explanation} />}
    </Unfolding>
  );
}
