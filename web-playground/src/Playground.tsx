import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN, HistoryStore } from '@graphiql/plugin-history';
import { GraphiQLProvider } from '@graphiql/react';
import { GraphiQLInterface, type GraphiQLProps } from 'graphiql';
import { ask } from './ask';
import { Editors } from './Editors';
import { exampleGroups } from './examples';
import { EXAMPLES, roomForPanel } from './ExamplesPanel';
import { Header } from './Header';

const plugins = [EXAMPLES, DOC_EXPLORER_PLUGIN, explorerPlugin({ showAttribution: false }), HISTORY_PLUGIN];

/** A tab for each user, with that user's overview; what was open before wins over these. */
const firstTabs = exampleGroups.flatMap(({ examples }) => examples.slice(0, 1));

/** For a moment after a change of tab GraphiQL still names the operation of the tab before: such a name is left out. */
const fetcher: GraphiQLProps['fetcher'] = ({ query, operationName, variables }, options) => {
  const isThere = operationName && new RegExp(`\\b${operationName}\\b`).test(query);
  return ask<never>({ query, variables, operationName: isThere ? operationName : undefined }, options?.headers);
};

export function Playground() {
  return (
    <GraphiQLProvider
      fetcher={fetcher}
      plugins={plugins}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      visiblePlugin={roomForPanel() ? EXAMPLES : undefined}
      defaultTabs={firstTabs}
    >
      <DocExplorerStore>
        <HistoryStore>
          <Editors />
          <Header />
          <main>
            <GraphiQLInterface defaultEditorToolsVisibility="variables" />
          </main>
        </HistoryStore>
      </DocExplorerStore>
    </GraphiQLProvider>
  );
}
