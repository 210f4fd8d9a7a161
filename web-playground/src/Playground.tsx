import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './graphql.css';
import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN, HistoryStore } from '@graphiql/plugin-history';
import { GraphiQLProvider } from '@graphiql/react';
import { GraphiQLInterface, type GraphiQLProps } from 'graphiql';
import { ask } from './ask';
import { Editors } from './Editors';
import { exampleGroups } from './examples';
import { EXAMPLES, roomForPanel } from './ExamplesPanel';
import { PanelButtons } from './PanelButtons';
import { useQueryOfAddress } from './useOpenQuery';

const plugins = [EXAMPLES, DOC_EXPLORER_PLUGIN, explorerPlugin({ showAttribution: false }), HISTORY_PLUGIN];

/** A tab for each user, with that user's overview; what was open before wins over these. */
const firstTabs = exampleGroups.flatMap(({ examples }) => examples.slice(0, 1));

/** For a moment after a change of tab GraphiQL still names the operation of the tab before: such a name is left out. */
const fetcher: GraphiQLProps['fetcher'] = ({ query, operationName, variables }, options) => {
  const isThere = operationName && new RegExp(`\\b${operationName}\\b`).test(query);
  return ask<never>({ query, variables, operationName: isThere ? operationName : undefined }, options?.headers);
};

function QueryOfAddress({ address }: { address: string }) {
  useQueryOfAddress(address);
  return null;
}

/** GraphiQL with the examples; what a link brought along is open in it. */
export function Playground({ address, buttons }: { address: string; buttons: HTMLElement | null }) {
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
          <QueryOfAddress address={address} />
          <PanelButtons place={buttons} />
          <GraphiQLInterface defaultEditorToolsVisibility="variables" />
        </HistoryStore>
      </DocExplorerStore>
    </GraphiQLProvider>
  );
}
