/** One worked query: a `.graphql` file of `examples/`, with the variables of the `.json` file beside it. */
export interface Example {
  /** Path below `examples/` without its ending: stable, unique. */
  id: string;
  title: string;
  summary: string;
  query: string;
  /** JSON text; empty when the query takes no variables. */
  variables: string;
}

export interface ExampleGroup {
  user: string;
  wants: string;
  /** The first is the user's overview, and opens as a tab of its own when the page is new. */
  examples: Example[];
}

const queries = import.meta.glob<string>('./examples/*/*.graphql', { query: '?raw', import: 'default', eager: true });
const variables = import.meta.glob<string>('./examples/*/*.json', { query: '?raw', import: 'default', eager: true });

const users = [
  { folder: 'ig-author', user: 'IG author', wants: 'My package, what it needs and who needs it' },
  { folder: 'validator', user: 'Validator', wants: 'What a reference means, and why' },
  { folder: 'terminology', user: 'Terminology', wants: 'Value sets and code systems' },
  { folder: 'npm', user: 'npm', wants: 'Tarballs, the log, the index' },
];

/** By user, each in the order of the numbers that begin the file names. */
export const exampleGroups: ExampleGroup[] = users.map(({ folder, user, wants }) => ({
  user,
  wants,
  examples: Object.keys(queries)
    .filter((path) => path.startsWith(`./examples/${folder}/`))
    .sort()
    .map(readExample),
}));

/** The first two lines of a file are comments: its title, and a sentence more. */
function readExample(path: string): Example {
  const query = queries[path] ?? '';
  const [title = '', summary = ''] = query.split('\n').map((line) => line.replace(/^# /, ''));
  return {
    id: path.replace('./examples/', '').replace('.graphql', ''),
    title,
    summary,
    query,
    variables: variables[path.replace('.graphql', '.json')] ?? '',
  };
}
