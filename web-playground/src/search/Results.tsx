import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { Go } from '../address';
import { graphqlAddress } from '../graphqlAddress';
import { narrowings, sortOf, sorts, toggled, type Criteria, type Sort } from './criteria';
import { HitItem } from './HitItem';
import { Meaning } from './Meaning';
import { readWhy, searchQuestion, type Explanation } from './queries';
import { Trouble } from './Trouble';
import type { Found } from './useHits';
import { counted, numbers } from './words';

interface Props {
  found: Found;
  criteria: Criteria;
  list: RefObject<HTMLOListElement | null>;
  change: (criteria: Partial<Criteria>) => void;
  openAddress: (id: string) => string;
  more: () => void;
  again: () => void;
  /** Where the arrow leads that leaves the list upwards. */
  leave: () => void;
}

const hitsOf = (list: HTMLElement) => [...list.querySelectorAll<HTMLElement>('[data-hit]')];

/** Arrows walk through the hits, from the box on; Home and End lead to the first and the last. */
function walk(event: KeyboardEvent<HTMLElement>, leave: () => void) {
  const hits = hitsOf(event.currentTarget);
  const at = hits.findIndex((hit) => hit === document.activeElement);
  if (at < 0) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: hits.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  if (to < 0) leave();
  else hits[Math.min(to, hits.length - 1)]?.focus();
}

/** Whoever asked for more goes on at the first of what came, also where the button is gone. */
function useGoOn(list: RefObject<HTMLElement | null>, shown: number): () => void {
  const asked = useRef(Infinity);
  useEffect(() => {
    if (shown <= asked.current) return;
    if (list.current) hitsOf(list.current)[asked.current]?.focus();
    asked.current = Infinity;
  }, [shown]);
  return () => {
    asked.current = shown;
  };
}

function Chosen({ criteria, change }: Pick<Props, 'criteria' | 'change'>) {
  const chosen = narrowings.flatMap(({ field, label }) =>
    (criteria.filter[field] ?? []).map((value) => ({ field, label, value })),
  );
  if (chosen.length === 0) return null;
  return (
    <ul className="chosen" aria-label="Narrowed to">
      {chosen.map(({ field, label, value }) => (
        <li key={`${field} ${value}`}>
          <button
            type="button"
            aria-label={`Remove ${label}: ${value}`}
            title={label}
            onClick={() => change({ filter: toggled(criteria.filter, field, value) })}
          >
            {value} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <button type="button" className="quiet" onClick={() => change({ filter: {} })}>
            Remove all
          </button>
        </li>
      )}
    </ul>
  );
}

function Order({ criteria, change }: { criteria: Criteria; change: (sort: Sort) => void }) {
  const meant = sorts.filter(({ sort }) => criteria.q || sort !== 'RELEVANCE');
  return (
    <label className="order">
      Order{' '}
      <select value={sortOf(criteria)} onChange={(event) => change(event.target.value as Sort)}>
        {meant.map(({ sort: value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

function totalOf({ criteria, totalCount, refused }: Found): string {
  if (!criteria || (refused && totalCount === 0)) return '';
  const what = criteria.q ? ` for “${criteria.q}”` : '';
  return totalCount === 0 ? `Nothing found${what}` : `${counted(totalCount, 'definition')}${what}`;
}

function NothingFound({ criteria, change }: Pick<Props, 'criteria' | 'change'>) {
  return (
    <div className="nothing">
      <ul>
        {Object.keys(criteria.filter).length > 0 && (
          <li>
            <button type="button" className="quiet" onClick={() => change({ filter: {} })}>
              Look in everything
            </button>
            , not in the narrowed list only.
          </li>
        )}
        <li>
          Fewer words find more. The beginning of a word takes a star: <code>observ*</code>.
        </li>
      </ul>
    </div>
  );
}

/** What reads why a hit has its place: it stands behind the one ahead of it. */
function whyOf({ criteria, hits }: Found, index: number, id: string) {
  if (!criteria?.q || sortOf(criteria) !== 'RELEVANCE') return undefined;
  return (signal: AbortSignal): Promise<Explanation | null> => readWhy(criteria, hits[index - 1]?.cursor, id, signal);
}

export function Results({ found, criteria, list, change, openAddress, more, again, leave }: Props) {
  const { busy, hits, refused, totalCount, next } = found;
  const goOn = useGoOn(list, hits.length);
  const shown = refused && hits.length === 0 ? undefined : hits;
  return (
    <section className="results" aria-labelledby="results-heading" aria-busy={busy}>
      <div className="results-head">
        <h2 id="results-heading" className="unseen">
          Results
        </h2>
        <p className="total" role="status">
          {found.criteria ? totalOf(found) || 'No answer' : 'Searching…'}
        </p>
        <Order criteria={criteria} change={(sort) => change({ sort })} />
        <Go className="in-graphql" to={graphqlAddress(searchQuestion(criteria))}>
          Open in GraphQL
        </Go>
      </div>
      <Meaning found={found} criteria={criteria} />
      <Chosen criteria={criteria} change={change} />
      {refused && !shown && <Trouble id="trouble" refused={refused} q={criteria.q} again={again} />}
      {shown?.length === 0 && !busy && <NothingFound criteria={criteria} change={change} />}
      <ol ref={list} className="hits" onKeyDown={(event) => walk(event, leave)}>
        {shown?.map((hit, index) => (
          <HitItem
            key={hit.node.id}
            hit={hit}
            open={hit.node.id === criteria.open}
            openAddress={openAddress}
            why={whyOf(found, index, hit.node.id)}
          />
        ))}
      </ol>
      {refused && shown && <Trouble refused={refused} q={criteria.q} again={again} />}
      {next && shown && !refused && (
        <button type="button" className="more" onClick={() => (goOn(), more())}>
          Show more <span className="note">{`${numbers.format(hits.length)} of ${numbers.format(totalCount)}`}</span>
        </button>
      )}
    </section>
  );
}
