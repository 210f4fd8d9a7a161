import type { Question } from './ask';

/** A question in the address of the page: behind `#`, so that no server has to take it however long it is. */
export function graphqlAddress({ query, variables }: Question): string {
  const question = new URLSearchParams({ query });
  if (variables) question.set('variables', JSON.stringify(variables, null, 2));
  return `./?view=graphql#${question}`;
}

/** The question of such an address; undefined where there is none. */
export function askedIn(address: string): { query: string; variables: string } | undefined {
  const question = new URLSearchParams(address.slice(address.indexOf('#') + 1 || address.length));
  const query = question.get('query');
  return query === null ? undefined : { query, variables: question.get('variables') ?? '' };
}
