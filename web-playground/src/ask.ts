/** What a GraphQL server is asked, as JSON over HTTP has it. */
export interface Question {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

export interface Answer<Data = unknown> {
  data?: Data | null;
  errors?: { message: string }[];
}

/** Relative to the page, so that a path prefix before both does no harm. */
const endpoint = new URL('graphql', document.baseURI);

/**
 * Asks the server that this page came from.
 *
 * Errors of GraphQL are part of the answer. Only when there is no such answer (no connection, a page of a proxy's own) it throws,
 * with words that can be shown.
 */
export async function ask<Data = unknown>(
  question: Question,
  headers: Record<string, string> = {},
): Promise<Answer<Data>> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(question),
  });
  const text = await response.text();
  try {
    return JSON.parse(text) as Answer<Data>;
  } catch {
    throw new Error(`The server answered ${response.status} without JSON: ${text.slice(0, 200) || '(nothing)'}`);
  }
}
