import { pick, useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/** Room for a whole example beside its answer; long comments wrap instead of hiding. Fonts are the page's, none is fetched. */
const look = {
  fontSize: 13,
  fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--canonry-mono'),
  wordWrap: 'on',
  wrappingIndent: 'indent',
} as const;

/** Sets up GraphiQL's editors once they are there. Shows nothing itself. */
export function Editors() {
  const { queryEditor, variableEditor, headerEditor, responseEditor, tabs, activeTabIndex } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'headerEditor', 'responseEditor', 'tabs', 'activeTabIndex'),
  );

  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, headerEditor, responseEditor]) editor?.updateOptions(look);
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);

  // GraphiQL fills in the first tab's query, but not its variables, when it starts from `defaultTabs`.
  useEffect(() => {
    const variables = tabs[activeTabIndex]?.variables;
    if (variableEditor && variables && !variableEditor.getValue()) variableEditor.setValue(variables);
    // Only when the editor appears: afterwards an emptied editor is the user's wish.
  }, [variableEditor]);

  return null;
}
