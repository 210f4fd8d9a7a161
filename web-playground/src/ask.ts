/** What a GraphQL server is asked, as JSON over HTTP has it. */
export interface Question {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

export interface Answer<Data = unknown> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string; column?: number } }[];
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
  signal?: AbortSignal,
): Promise<Answer<Data>> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(question),
    signal,
  });
  const text = await response.text();
  try {
    return JSON.parse(text) as Answer<Data>;
  } catch {
    throw new Error(`The server answered ${response.status} without JSON: ${text.slice(0, 200) || '(nothing)'}`);
  }
}

/** Why there is no answer, in words that can be shown. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly code?: string,
    /** Where a search query goes wrong, from 1. */
    readonly column?: number,
  ) {
    super(message);
  }
}

/** What a question is answered with: all of it, or `Refused`. What `signal` breaks off is refused too; who broke it off need not read it. */
export async function answerTo<Data>(question: Question, signal?: AbortSignal): Promise<Data> {
  const { data, errors } = await ask<Data>(question, {}, signal).catch((error: unknown) => {
    throw new Refused(error instanceof TypeError ? 'The server cannot be reached.' : String(error));
  });
  const error = errors?.[0];
  if (error) throw new Refused(error.message, error.extensions?.code, error.extensions?.column);
  if (!data) throw new Refused('The server answered with nothing.');
  return data;
}
