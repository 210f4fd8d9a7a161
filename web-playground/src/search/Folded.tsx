import { useId, useRef, useState } from 'react';
import { Refused } from '../ask';
import { Go } from '../address';
import { readCarriers, type Carrier, type Carriers } from './queries';
import { counted } from './words';

interface Props {
  id: string;
  count: number;
  /** The address that opens a carrier's panel. */
  openAddress: (id: string) => string;
}

/** Each version once, the one that came last first. */
function byVersion(carriers: Carrier[]): [string, Carrier[]][] {
  return [...Map.groupBy(carriers.toReversed(), ({ version }) => version ?? '')];
}

function CarrierLink({ carrier, openAddress }: { carrier: Carrier } & Pick<Props, 'openAddress'>) {
  const { name, version } = carrier.packageVersion;
  return (
    <li>
      <Go to={openAddress(carrier.id)}>
        {name}@{version}
      </Go>
      {carrier.membership === 'DIVERGED' && (
        <em title="Same url and version as an earlier one, other content"> differs</em>
      )}
    </li>
  );
}

/** "And N more": the other carriers and versions of a url, read when they are wanted. */
export function Folded({ id, count, openAddress }: Props) {
  const [open, setOpen] = useState(false);
  const [carriers, setCarriers] = useState<Carriers>();
  const [trouble, setTrouble] = useState<string>();
  const reading = useRef(false);
  const list = useId();

  const read = async (before?: Carriers) => {
    if (reading.current) return;
    reading.current = true;
    setTrouble(undefined);
    try {
      const page = await readCarriers(id, before?.pageInfo.startCursor ?? null, AbortSignal.timeout(15_000));
      if (page) setCarriers({ ...page, nodes: [...page.nodes, ...(before?.nodes ?? [])] });
    } catch (error) {
      setTrouble(error instanceof Refused ? error.message : String(error));
    } finally {
      reading.current = false;
    }
  };

  const toggle = () => {
    setOpen(!open);
    if (!carriers) void read();
  };

  return (
    <div className="folded">
      <button type="button" className="quiet" aria-expanded={open} aria-controls={list} onClick={toggle}>
        and {counted(count, 'more version or carrier', 'more versions and carriers')}
      </button>
      <div id={list} hidden={!open}>
        {trouble && <p className="trouble">{trouble}</p>}
        {!carriers && !trouble && <p className="waiting">Reading…</p>}
        {carriers && (
          <dl>
            {byVersion(carriers.nodes).map(([version, nodes]) => (
              <div key={version}>
                <dt>{version || 'no version'}</dt>
                <dd>
                  <ul>
                    {nodes.map((carrier) => (
                      <CarrierLink key={carrier.id} carrier={carrier} openAddress={openAddress} />
                    ))}
                  </ul>
                </dd>
              </div>
            ))}
          </dl>
        )}
        {carriers?.pageInfo.hasPreviousPage && (
          <button type="button" className="quiet" onClick={() => void read(carriers)}>
            {counted(carriers.totalCount - carriers.nodes.length, 'further one')}…
          </button>
        )}
      </div>
    </div>
  );
}
