import { Go } from './address';
import { IndexLine } from './IndexLine';

/** A ring open to the right and an upright bar: the `|` between a canonical and its version. */
function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path className="ring" d="M18.2 9.6a7.2 7.2 0 1 0 0 12.8" />
      <path className="bar" d="M24 6v20" />
    </svg>
  );
}

interface Props {
  /** Whether GraphQL is shown, else search. */
  graphql: boolean;
  /** The address of the last search, to go back to. */
  searched: string;
  /** Takes the place where the view that is shown may put buttons of its own. */
  buttons: (place: HTMLElement | null) => void;
}

export function Header({ graphql, searched, buttons }: Props) {
  return (
    <header className="page-header">
      <div className="brand">
        <Mark />
        <h1>Canonry</h1>
        <p>Which FHIR package brings this canonical, which version holds here, who uses it, what changed.</p>
      </div>
      <IndexLine />
      <nav aria-label="Canonry">
        <Go to={searched} aria-current={graphql ? undefined : 'page'}>
          Search
        </Go>
        <Go to="./?view=graphql" aria-current={graphql ? 'page' : undefined}>
          GraphQL
        </Go>
        <span className="view-buttons" ref={buttons} />
        <a href="pkgs.ndjson.gz" title="Every package version, one line each (gzipped NDJSON)">
          Packages
        </a>
        <a href="feed.ndjson.gz" title="The last thousand events of the log (gzipped NDJSON)">
          Feed
        </a>
      </nav>
    </header>
  );
}
