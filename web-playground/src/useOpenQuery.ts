import { pick, useGraphiQL, useGraphiQLActions, type TabsState } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { askedIn } from './graphqlAddress';

interface OpenQuery {
  query: string;
  /** JSON text; empty when the query takes no variables. */
  variables: string;
}

/** Puts a query into the editor: in the tab that has it already, otherwise in a new one. */
export function useOpenQuery(): (opened: OpenQuery, has: (tab: TabsState['tabs'][number]) => boolean) => void {
  const { addTab, changeTab, updateActiveTabValues } = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor } = useGraphiQL(pick('tabs', 'queryEditor', 'variableEditor'));
  return ({ query, variables }, has) => {
    const open = tabs.findIndex(has);
    if (open >= 0) {
      changeTab(open);
      return;
    }
    addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
    updateActiveTabValues({ query, variables });
  };
}

/** Opens the query that the page's address holds, once the editors are there and whenever another one is in it. */
export function useQueryOfAddress(address: string): void {
  const openQuery = useOpenQuery();
  const ready = useGraphiQL(({ queryEditor, variableEditor }) => Boolean(queryEditor && variableEditor));
  const last = useRef('');
  useEffect(() => {
    const asked = askedIn(address);
    if (!ready || !asked || last.current === address) return;
    last.current = address;
    openQuery(asked, (tab) => tab.query === asked.query && tab.variables === asked.variables);
  }, [address, ready]);
}
