import { Go } from '../address';
import { Folded } from './Folded';
import { fragmentsOf, marked, pieces } from './highlighting';
import { Marked } from './Marked';
import type { Explanation, Highlight, Hit, Resource } from './queries';
import { Why } from './Why';
import { defines, releaseOf, titleOf, withoutMarkup } from './words';

interface Props {
  hit: Hit;
  open: boolean;
  openAddress: (id: string) => string;
  /** Reads why it has its place; absent where nothing was searched for. */
  why?: (signal: AbortSignal) => Promise<Explanation | null>;
}

/** What is shown of a resource in any case: elsewhere matches have to be shown apart. */
const shownWhole = ['name', 'title', 'url', 'description'];

/** Whatever would make somebody hesitate to use it. Active is what one expects, and goes without saying. */
function Doubts({ status, experimental, example }: Resource) {
  const doubts = [status !== 'active' && status, experimental && 'experimental', example && 'example'].filter(Boolean);
  return doubts.map((doubt) => (
    <span key={String(doubt)} className={`doubt ${doubt}`}>
      {doubt}
    </span>
  ));
}

function Snippet({ node, highlights }: { node: Resource; highlights: Highlight[] }) {
  const matched = fragmentsOf(highlights, 'description');
  if (matched.length > 0)
    return (
      <p className="snippet">
        {matched.map((fragment, index) => (
          <span key={index}>
            <Marked pieces={pieces(withoutMarkup(fragment))} />
            {index < matched.length - 1 && ' … '}
          </span>
        ))}
      </p>
    );
  return node.description && <p className="snippet">{withoutMarkup(node.description.slice(0, 400))}</p>;
}

/** Matches inside of the resource, such as in its codes or elements. */
function Inside({ highlights }: { highlights: Highlight[] }) {
  const inside = highlights.filter(({ field }) => !shownWhole.includes(field));
  return inside.map(({ field, fragments }) => (
    <p key={field} className="snippet">
      <span className="field">{field}</span>{' '}
      <Marked pieces={fragments.flatMap((fragment) => [...pieces(fragment), { text: '  ', match: false }])} />
    </p>
  ));
}

/** One hit: what it is, what it is called, where it stands, why it is here. */
export function HitItem({ hit, open, openAddress, why }: Props) {
  const { node, highlights, foldedCount } = hit;
  const title = titleOf(node);
  const by = (field: string) => fragmentsOf(highlights, field);
  const what = defines(node);
  const release = node.fhirVersion && (releaseOf(node.fhirVersion) ?? node.fhirVersion);
  return (
    <li className="hit" data-open={open || undefined}>
      <p className="hit-type">
        {node.resourceType}
        {what && <span>{what}</span>}
      </p>
      <div className="hit-body">
        <h3>
          <Go to={openAddress(node.id)} data-hit={node.id} aria-current={open || undefined}>
            <Marked pieces={marked(title, title === node.title ? by('title') : by('name'))} />
          </Go>
          {node.name && node.name !== title && (
            <code className="hit-name">
              <Marked pieces={marked(node.name, by('name'))} />
            </code>
          )}
          <Doubts {...node} />
        </h3>
        <p className="hit-url">
          <Marked pieces={marked(node.url, by('url'))} breakable />
          {node.version && <span className="version">|{node.version}</span>}
        </p>
        <p className="hit-facts">
          <span>
            {node.packageVersion.name}@{node.packageVersion.version}
          </span>
          {release && <span>FHIR {release}</span>}
          {node.date && <span>{node.date.slice(0, 10)}</span>}
        </p>
        <Snippet node={node} highlights={highlights} />
        <Inside highlights={highlights} />
        {foldedCount > 0 && <Folded id={node.id} count={foldedCount} openAddress={openAddress} />}
        {why && <Why id={node.id} read={why} />}
      </div>
    </li>
  );
}
