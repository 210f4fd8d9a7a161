import { DOC_EXPLORER_PLUGIN } from '@graphiql/plugin-doc-explorer';
import { useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from '@graphiql/react';
import { EXAMPLES } from './ExamplesPanel';
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

/** Opens a panel of the playground; pressed again, closes it. */
function PanelButton({ name, panel }: { name: string; panel: GraphiQLPlugin }) {
  const { setVisiblePlugin } = useGraphiQLActions();
  const open = useGraphiQL((state) => state.visiblePlugin === panel);
  return (
    <button type="button" aria-pressed={open} onClick={() => setVisiblePlugin(open ? null : panel)}>
      {name}
    </button>
  );
}

export function Header() {
  return (
    <header className="page-header">
      <div className="brand">
        <Mark />
        <h1>Canonry</h1>
        <p>Which FHIR package brings this canonical, which version holds here, who uses it, what changed.</p>
      </div>
      <IndexLine />
      <nav aria-label="Canonry">
        <PanelButton name="Examples" panel={EXAMPLES} />
        <PanelButton name="Docs" panel={DOC_EXPLORER_PLUGIN} />
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
