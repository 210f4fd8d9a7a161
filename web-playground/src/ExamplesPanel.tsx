import { useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from '@graphiql/react';
import { exampleGroups, type Example, type ExampleGroup } from './examples';
import { useOpenQuery } from './useOpenQuery';

/** Where a panel at the side would leave no room for the query itself, it covers it, and is not open at first. */
export const roomForPanel = () => matchMedia('(min-width: 60rem)').matches;

/** Opens an example, and makes room for it. */
function useOpenExample(): (example: Example) => void {
  const { setVisiblePlugin } = useGraphiQLActions();
  const openQuery = useOpenQuery();
  return (example) => {
    if (!roomForPanel()) setVisiblePlugin(null);
    openQuery(example, (tab) => tab.query === example.query);
  };
}

function Group({ user, wants, examples, open }: ExampleGroup & { open: (example: Example) => void }) {
  const shown = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.query);
  const heading = `examples-${user.replace(' ', '-')}`;
  return (
    <section className="examples-group" aria-labelledby={heading}>
      <h3 id={heading}>{user}</h3>
      <p>{wants}</p>
      <ul>
        {examples.map((example) => (
          <li key={example.id}>
            <button
              type="button"
              data-example={example.id}
              aria-current={example.query === shown}
              onClick={() => open(example)}
            >
              <strong>{example.title}</strong>
              <span>{example.summary}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Examples() {
  const open = useOpenExample();
  return (
    <div className="examples">
      <h2>Examples</h2>
      {exampleGroups.map((group) => (
        <Group key={group.user} {...group} open={open} />
      ))}
    </div>
  );
}

function ExamplesIcon() {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M9 6h11M9 12h11M9 18h11" />
      <path d="m3 5.2 1.8 1.1L3 7.4zM3 11.2l1.8 1.1L3 13.4zM3 17.2l1.8 1.1L3 19.4z" strokeLinejoin="round" />
    </svg>
  );
}

/** Worked queries by user, always at hand at the side: closing tabs loses none of them. */
export const EXAMPLES: GraphiQLPlugin = { title: 'Examples', icon: ExamplesIcon, content: Examples };
