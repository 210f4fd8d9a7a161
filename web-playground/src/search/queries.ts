import search from './search.graphql?raw';
import complete from './complete.graphql?raw';
import resource from './resource.graphql?raw';
import carriers from './carriers.graphql?raw';
import why from './why.graphql?raw';
import { answerTo, type Question } from '../ask';
import { sortOf, type Criteria } from './criteria';

export interface PackageVersion {
  name: string;
  version: string;
}

/** A resource as a list shows it. */
export interface Resource {
  id: string;
  url: string;
  version: string | null;
  resourceType: string;
  resourceId: string | null;
  name: string | null;
  title: string | null;
  description: string | null;
  status: string | null;
  experimental: boolean | null;
  example: boolean;
  date: string | null;
  fhirVersion: string | null;
  kind: string | null;
  type: string | null;
  derivation: string | null;
  packageVersion: PackageVersion;
}

export interface Highlight {
  field: string;
  fragments: string[];
}

export interface Hit {
  cursor: string;
  node: Resource;
  foldedCount: number;
  highlights: Highlight[];
}

export interface Facet {
  field: string;
  values: { value: string; count: number }[];
}

/** How the text of a search was understood. */
export interface Understood {
  /** In the query language, with every operator. */
  text: string;
  kinds: { words: string; resourceTypes: string[]; type: string | null }[];
  packages: string[];
}

/** Why a hit has its score: the sum of the parts, times every factor. */
export interface Explanation {
  score: number;
  resource: { id: string; packageVersion: PackageVersion };
  parts: { reason: string; score: number }[];
  factors: { reason: string; factor: number }[];
}

interface PageInfo {
  hasNextPage: boolean;
  endCursor: string | null;
}

export interface Hits {
  totalCount: number;
  pageInfo: PageInfo;
  edges: Hit[];
  /** These are absent behind the first page: they would be the same. */
  facets?: Facet[];
  didYouMean?: string | null;
  remarks?: string[];
  understood?: Understood | null;
}

export interface Suggestion {
  text: string;
  target:
    | { __typename: 'CanonicalResource'; id: string; resourceType: string; url: string; resourceTitle: string | null }
    | { __typename: 'Package'; name: string; packageTitle: string | null };
}

export interface Carrier {
  id: string;
  version?: string | null;
  membership: 'INTRODUCED' | 'REPEATED' | 'DIVERGED';
  packageVersion: PackageVersion;
}

/** The last ones of a list, in its order. */
export interface Carriers {
  totalCount: number;
  pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
  nodes: Carrier[];
}

type Named = Pick<Resource, 'id' | 'title' | 'name'>;

/** A resource with all that its panel shows. */
export interface Detail extends Resource {
  publisher: string | null;
  jurisdictions: string[];
  filename: string;
  carriers: { totalCount: number; nodes: Carrier[] };
  usage: {
    totalCount: number;
    resourceCount: number;
    packageCount: number;
    kinds: { kind: string; count: number }[];
    topUsers: { count: number; resource: Named & Pick<Resource, 'url' | 'packageVersion'> }[];
  };
  uses: { totalCount: number; nodes: { kind: string; target: string; resolved: Named | null }[] };
}

export function searchQuestion(criteria: Criteria, after?: string): Question {
  const { q, filter } = criteria;
  const narrowed = Object.keys(filter).length > 0 ? { filter } : {};
  const further = after ? { after, withFacets: false } : {};
  return {
    query: search,
    operationName: 'Search',
    variables: { query: q, ...narrowed, sort: sortOf(criteria), ...further },
  };
}

export const resourceQuestion = (id: string): Question => ({
  query: resource,
  operationName: 'Resource',
  variables: { id },
});

export const readHits = async (criteria: Criteria, after: string | undefined, signal: AbortSignal): Promise<Hits> =>
  (await answerTo<{ canonicals: Hits }>(searchQuestion(criteria, after), signal)).canonicals;

/** Of the hit that stands behind a cursor, or first; null when that is another one by now. */
export async function readWhy(
  criteria: Criteria,
  after: string | undefined,
  id: string,
  signal: AbortSignal,
): Promise<Explanation | null> {
  const { variables } = searchQuestion(criteria, after);
  const question = { query: why, operationName: 'Why', variables: { ...variables, withFacets: undefined } };
  const { canonicals } = await answerTo<{
    canonicals: { edges: { node: { id: string }; explanation: Explanation }[] };
  }>(question, signal);
  return canonicals.edges.find(({ node }) => node.id === id)?.explanation ?? null;
}

export const readSuggestions = async (prefix: string, signal: AbortSignal): Promise<Suggestion[]> =>
  (
    await answerTo<{ suggest: Suggestion[] }>(
      { query: complete, operationName: 'Complete', variables: { prefix } },
      signal,
    )
  ).suggest;

/** Null when nothing has that id (any more). */
export async function readDetail(id: string, signal: AbortSignal): Promise<Detail | null> {
  const { node } = await answerTo<{ node: Detail | Record<string, never> | null }>(resourceQuestion(id), signal);
  return node && 'url' in node ? (node as Detail) : null;
}

export async function readCarriers(id: string, before: string | null, signal: AbortSignal): Promise<Carriers | null> {
  const question = { query: carriers, operationName: 'Carriers', variables: { id, before } };
  return (await answerTo<{ node: { carriers: Carriers } | null }>(question, signal)).node?.carriers ?? null;
}
