import { Go } from '../address';
import { readCarriers, type Carrier, type Carriers } from './queries';
import { Unfolding } from './Unfolding';
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

/** The carriers before those that were read, together with them. */
async function readCarriersBefore(id: string, signal: AbortSignal, later?: Carriers): Promise<Carriers | null> {
  const page = await readCarriers(id, later?.pageInfo.startCursor ?? null, signal);
  return page && { ...page, nodes: [...page.nodes, ...(later?.nodes ?? [])] };
}

/** "And N more": the other carriers and versions of a url. */
export function Folded({ id, count, openAddress }: Props) {
  return (
    <Unfolding<Carriers>
      className="folded"
      label={`and ${counted(count, 'more version or carrier', 'more versions and carriers')}`}
      read={(signal, later) => readCarriersBefore(id, signal, later)}
      missing="It is gone meanwhile. Search again."
    >
      {({ nodes, totalCount, pageInfo }, readOn) => (
        <>
          <dl>
            {byVersion(nodes).map(([version, ofVersion]) => (
              <div key={version}>
                <dt>{version || 'no version'}</dt>
                <dd>
                  <ul>
                    {ofVersion.map((carrier) => (
                      <CarrierLink key={carrier.id} carrier={carrier} openAddress={openAddress} />
                    ))}
                  </ul>
                </dd>
              </div>
            ))}
          </dl>
          {pageInfo.hasPreviousPage && (
            <button type="button" className="quiet" onClick={readOn}>
              {counted(totalCount - nodes.length, 'further one')}…
            </button>
          )}
        </>
      )}
    </Unfolding>
  );
}
