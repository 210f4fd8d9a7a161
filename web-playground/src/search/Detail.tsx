import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { Go } from '../address';
import { graphqlAddress } from '../graphqlAddress';
import { Breakable } from './Marked';
import { readDetail, resourceQuestion, type Detail as Known } from './queries';
import { Trouble } from './Trouble';
import { useRead } from './useRead';
import { counted, defines, releaseOf, spoken, titleOf, withoutMarkup } from './words';

interface Props {
  id: string;
  openAddress: (id: string) => string;
  close: () => void;
}

const usesShown = 12;
const longDescription = 500;

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A long description is cut until more of it is wanted. */
function Description({ text }: { text: string }) {
  const [whole, setWhole] = useState(text.length <= longDescription);
  return (
    <div className="description">
      <p data-cut={!whole || undefined}>{text}</p>
      {!whole && (
        <button type="button" className="quiet" onClick={() => setWhole(true)}>
          All of the description
        </button>
      )}
    </div>
  );
}

function Facts({ known }: { known: Known }) {
  const release = known.fhirVersion && releaseOf(known.fhirVersion);
  return (
    <dl className="facts">
      <Fact name="Url">
        <code>
          <Breakable text={known.url} />
        </code>
      </Fact>
      <Fact name="Version">{known.version}</Fact>
      <Fact name="Name">{known.name && <code>{known.name}</code>}</Fact>
      <Fact name="Type">{[known.resourceType, defines(known)].filter(Boolean).join(', ')}</Fact>
      <Fact name="Status">
        {[known.status, known.experimental && 'experimental', known.example && 'example'].filter(Boolean).join(', ')}
      </Fact>
      <Fact name="Date">{known.date?.slice(0, 10)}</Fact>
      <Fact name="FHIR">{known.fhirVersion && [release, known.fhirVersion].filter(Boolean).join(' · ')}</Fact>
      <Fact name="Publisher">{known.publisher}</Fact>
      <Fact name="Jurisdiction">{known.jurisdictions.join(', ')}</Fact>
      <Fact name="File">
        <code>
          <Breakable text={`${known.packageVersion.name}@${known.packageVersion.version}/${known.filename}`} />
        </code>
      </Fact>
    </dl>
  );
}

const membershipWords = { INTRODUCED: 'first', REPEATED: 'same content', DIVERGED: 'other content' };

function CarriedBy({ carriers, openAddress }: Pick<Known, 'carriers'> & Pick<Props, 'openAddress'>) {
  const further = carriers.totalCount - carriers.nodes.length;
  return (
    <section>
      <h3>Carried by {counted(carriers.totalCount, 'package version')}</h3>
      <ul className="lines">
        {carriers.nodes.map(({ id, membership, packageVersion: { name, version } }) => (
          <li key={id}>
            <Go to={openAddress(id)}>
              {name}@{version}
            </Go>
            <span className="note">{membershipWords[membership]}</span>
          </li>
        ))}
      </ul>
      {further > 0 && <p className="note">and {counted(further, 'other')}</p>}
    </section>
  );
}

function Used({ usage, openAddress }: Pick<Known, 'usage'> & Pick<Props, 'openAddress'>) {
  if (usage.totalCount === 0)
    return (
      <section>
        <h3>Used by nothing in the index</h3>
      </section>
    );
  return (
    <section>
      <h3>Used {usage.totalCount === 1 ? 'once' : counted(usage.totalCount, 'time')}</h3>
      <p>
        by {counted(usage.resourceCount, 'resource')} of {counted(usage.packageCount, 'package')}:{' '}
        {usage.kinds.map(({ kind, count }) => `${spoken(kind)} ${count.toLocaleString('en')}`).join(', ')}
      </p>
      <p className="note">Most often by</p>
      <ul className="lines">
        {usage.topUsers.map(({ resource, count }) => (
          <li key={resource.id}>
            <Go to={openAddress(resource.id)}>{titleOf(resource)}</Go>
            <span className="note">
              {resource.packageVersion.name}@{resource.packageVersion.version} · {count}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Uses({ uses, openAddress }: Pick<Known, 'uses'> & Pick<Props, 'openAddress'>) {
  if (uses.totalCount === 0) return null;
  const targets = [...new Map(uses.nodes.map((use) => [use.target, use])).values()].slice(0, usesShown);
  return (
    <section>
      <h3>Uses {counted(uses.totalCount, 'reference')}</h3>
      <ul className="lines">
        {targets.map(({ target, kind, resolved }) => (
          <li key={target}>
            {resolved ? (
              <Go to={openAddress(resolved.id)} title={target}>
                {titleOf({ ...resolved, url: target })}
              </Go>
            ) : (
              <code>{target}</code>
            )}
            <span className="note">
              {spoken(kind)}
              {!resolved && ' · not in the index'}
            </span>
          </li>
        ))}
      </ul>
      {uses.totalCount > targets.length && <p className="note">the first ones; GraphQL lists them all</p>}
    </section>
  );
}

function KnownDetail({ known, openAddress }: { known: Known } & Pick<Props, 'openAddress'>) {
  return (
    <>
      {known.description && <Description key={known.id} text={withoutMarkup(known.description)} />}
      <Facts known={known} />
      <CarriedBy carriers={known.carriers} openAddress={openAddress} />
      <Used usage={known.usage} openAddress={openAddress} />
      <Uses uses={known.uses} openAddress={openAddress} />
      <p>
        <Go to={graphqlAddress(resourceQuestion(known.id))}>Open in GraphQL</Go>
      </p>
    </>
  );
}

/** What a hit is, who carries it, who uses it and what it uses. Takes the focus when it opens. */
export function Detail({ id, openAddress, close }: Props) {
  const read = useRead(id, (signal) => readDetail(id, signal));
  const heading = useRef<HTMLHeadingElement>(null);
  const known = 'value' in read ? read.value : undefined;

  // Before anything of it is seen: a panel that jumps afterwards takes a click away from what was aimed at.
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest('.detail')?.scrollTo(0, 0);
  }, [id, known]);

  return (
    <section className="detail" aria-labelledby="detail-heading" aria-busy={'waiting' in read}>
      <div className="detail-head">
        <h2 id="detail-heading" ref={heading} tabIndex={-1}>
          {known ? titleOf(known) : 'waiting' in read ? 'Reading…' : 'Not there'}
        </h2>
        <button type="button" onClick={close} aria-label="Close" aria-keyshortcuts="Escape">
          ×
        </button>
      </div>
      {'refused' in read && <Trouble refused={read.refused} q="" again={() => location.reload()} />}
      {known === null && <p>The index has nothing with this id any more.</p>}
      {known && <KnownDetail known={known} openAddress={openAddress} />}
    </section>
  );
}
