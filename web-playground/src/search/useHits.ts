import { useEffect, useRef, useState } from 'react';
import { Refused } from '../ask';
import { addressOf, type Criteria } from './criteria';
import { readHits, type Facet, type Hit, type Understood } from './queries';

/** What is known of a search. While another one is on its way, what is known stays as it was. */
export interface Found {
  /** True until the first page of the search that was asked for is there, or refused. */
  busy: boolean;
  /** The search that the rest is the answer to; undefined before the first answer. */
  criteria?: Criteria;
  totalCount: number;
  hits: Hit[];
  facets: Facet[];
  /** The text with its slips mended, where that finds something better. */
  didYouMean?: string | null;
  /** What of it means nothing, in words. */
  remarks?: string[];
  understood?: Understood | null;
  /** Behind which the list goes on; null at its end. */
  next: string | null;
  /** Why there is no answer, or none any further. */
  refused?: Refused;
}

/** What is known, and the question that it answers. */
type Known = Omit<Found, 'busy'> & { question?: string };

const nothing: Known = { totalCount: 0, hits: [], facets: [], next: null };

/** Finds what is asked for. `more` adds a page, `again` starts anew. A search that is left is broken off. */
export function useHits(criteria: Criteria) {
  const [known, setKnown] = useState(nothing);
  const [attempt, setAttempt] = useState(0);
  const reading = useRef<AbortController>(undefined);
  // The panel that is open is in the address as well, and changes nothing about what is found.
  const question = `${attempt} ${addressOf({ ...criteria, open: undefined })}`;
  // Told while rendering: until an effect had told so, what is known would be taken for the answer.
  const found: Found = { ...known, busy: known.question !== question };

  /** Reads a page; whatever was being read is not wanted any more. */
  const read = async (after: string | undefined, keep: (before: Known, page: Partial<Known>) => Known) => {
    reading.current?.abort();
    const { signal } = (reading.current = new AbortController());
    const page = await readHits(criteria, after, signal).then(
      ({ totalCount, edges, facets, didYouMean, remarks, understood, pageInfo }): Partial<Known> => ({
        totalCount,
        hits: edges,
        facets,
        didYouMean,
        remarks,
        understood,
        next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
        refused: undefined,
      }),
      (refused: Refused): Partial<Known> => ({ refused }),
    );
    if (!signal.aborted) setKnown((before) => ({ ...keep(before, page), question, criteria }));
  };

  useEffect(() => {
    void read(undefined, (before, { facets = before.facets, ...page }) => ({ ...nothing, ...page, facets }));
    return () => reading.current?.abort();
  }, [question]);

  const more = () => {
    if (!found.next || found.busy) return;
    void read(found.next, (before, { hits = [], next = before.next, refused }) => ({
      ...before,
      hits: [...before.hits, ...hits],
      next,
      refused,
    }));
  };

  return { found, more, again: () => setAttempt((before) => before + 1) };
}
