import { useId, useRef, useState } from 'react';
import { Refused } from '../ask';
import type { Explanation } from './queries';
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
  const [open, setOpen] = useState(false);
  const [explanation, setExplanation] = useState<Explanation>();
  const [trouble, setTrouble] = useState<string>();
  const reading = useRef(false);
  const panel = useId();

  const ask = async () => {
    if (reading.current) return;
    reading.current = true;
    setTrouble(undefined);
    try {
      const found = await read(AbortSignal.timeout(15_000));
      if (found) setExplanation(found);
      else setTrouble('The list has changed meanwhile. Search again.');
    } catch (error) {
      setTrouble(error instanceof Refused ? error.message : String(error));
    } finally {
      reading.current = false;
    }
  };

  const toggle = () => {
    setOpen(!open);
    if (!explanation) void ask();
  };

  return (
    <div className="why">
      <button type="button" className="quiet" aria-expanded={open} aria-controls={panel} onClick={toggle}>
        why this place?
      </button>
      <div id={panel} hidden={!open}>
        {trouble && <p className="trouble">{trouble}</p>}
        {!explanation && !trouble && <p className="waiting">Reading…</p>}
        {explanation && <Reasons id={id} explanation={explanation} />}
      </div>
    </div>
  );
}
