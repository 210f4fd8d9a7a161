import { useEffect, useRef } from 'react';
import { Go, go } from '../address';
import { addressOf, readCriteria, type Criteria } from './criteria';
import { Detail } from './Detail';
import { Narrowing } from './Narrowing';
import type { Suggestion } from './queries';
import { Results } from './Results';
import { SearchBox } from './SearchBox';
import { useHits } from './useHits';
import './search.css';
import './box.css';
import './narrowing.css';
import './hits.css';
import './meaning.css';
import './detail.css';
// Last: what gives way where there is less room.
import './rooms.css';

const hints = [
  'us core patient',
  'value set for marital status',
  'resourceType:CodeSystem loinc',
  '"body weight"',
  'observ* AND NOT status:retired',
];

function Hints() {
  return (
    <p className="hints">
      Try{' '}
      {hints.map((q) => (
        <Go key={q} to={addressOf({ q, filter: {} })}>
          {q}
        </Go>
      ))}
    </p>
  );
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]');

/** `/` leads to the box from wherever one is, Escape out of the panel or back to the box. */
function useKeys(toBox: () => void, escape: () => void) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '/') {
        event.preventDefault();
        toBox();
      }
      if (event.key === 'Escape') escape();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}

/** Searching: one box, hits, how to narrow them, a panel for one of them. All of it is told by the address. */
export function Search({ address }: { address: string }) {
  const criteria = readCriteria(address);
  const { found, more, again } = useHits(criteria);
  const box = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const opened = useRef(criteria.open);
  const { q, open } = criteria;

  const change = (changed: Partial<Criteria>) => go(addressOf({ ...criteria, open: undefined, ...changed }));
  const openAddress = (id: string) => addressOf({ ...criteria, open: id });
  const toBox = () => (box.current?.focus(), box.current?.select());
  const close = () => go(addressOf({ ...criteria, open: undefined }));
  const choose = ({ text, target }: Suggestion) =>
    target.__typename === 'Package'
      ? change({ q: '', filter: { package: [target.name] } })
      : change({ q: text, filter: {}, open: target.id });

  useKeys(toBox, () => (open ? close() : toBox()));

  useEffect(() => {
    document.title = `${q ? `${q} · ` : ''}Canonry`;
  }, [q]);

  // Whoever comes without a question comes to ask one.
  useEffect(() => {
    if (!q && !open) box.current?.focus();
  }, []);

  // A panel that closes gives the focus back to the hit that it was opened from.
  useEffect(() => {
    const before = opened.current;
    opened.current = open;
    if (!before || open) return;
    const hit = list.current?.querySelector<HTMLElement>(`[data-hit="${CSS.escape(before)}"]`);
    if (hit) hit.focus();
    else box.current?.focus();
  }, [open]);

  const wrong = found.refused?.code === 'INVALID_QUERY' ? 'trouble' : undefined;
  return (
    <main className="search" data-detail={open ? true : undefined}>
      <div className="search-top">
        <SearchBox
          q={q}
          box={box}
          wrong={wrong}
          onSearch={(text) => change({ q: text })}
          onChoose={choose}
          onLeave={() => list.current?.querySelector<HTMLElement>('[data-hit]')?.focus()}
        />
        {!q && <Hints />}
      </div>
      <Narrowing facets={found.facets} filter={criteria.filter} onChange={(filter) => change({ filter })} />
      <Results
        found={found}
        criteria={criteria}
        list={list}
        change={change}
        openAddress={openAddress}
        more={more}
        again={again}
        leave={toBox}
      />
      {open && <Detail id={open} openAddress={openAddress} close={close} />}
    </main>
  );
}
