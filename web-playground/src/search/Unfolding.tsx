import { useId, useRef, useState, type ReactNode } from 'react';
import { Refused } from '../ask';

interface Props<Found> {
  className: string;
  label: string;
  /** Reads what is inside, or more of it than `before`; nothing when there is none any more. */
  read: (signal: AbortSignal, before?: Found) => Promise<Found | null>;
  /** What to say when there is none any more. */
  missing: string;
  children: (found: Found, readOn: () => void) => ReactNode;
}

/** A button, and below it what it unfolds: read when it is wanted for the first time, one reading at a time. */
export function Unfolding<Found>({ className, label, read, missing, children }: Props<Found>) {
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<Found>();
  const [trouble, setTrouble] = useState<string>();
  const reading = useRef(false);
  const panel = useId();

  const readOn = async () => {
    if (reading.current) return;
    reading.current = true;
    setTrouble(undefined);
    try {
      const next = await read(AbortSignal.timeout(15_000), found);
      if (next) setFound(next);
      else setTrouble(missing);
    } catch (error) {
      setTrouble(error instanceof Refused ? error.message : String(error));
    } finally {
      reading.current = false;
    }
  };

  const toggle = () => {
    setOpen(!open);
    if (!found) void readOn();
  };

  return (
    <div className={className}>
      <button type="button" className="quiet" aria-expanded={open} aria-controls={panel} onClick={toggle}>
        {label}
      </button>
      <div id={panel} hidden={!open}>
        {trouble && <p className="trouble">{trouble}</p>}
        {!found && !trouble && <p className="waiting">Reading…</p>}
        {found && children(found, () => void readOn())}
      </div>
    </div>
  );
}
