import { useEffect, useState } from 'react';
import { readSuggestions, type Suggestion } from './queries';

const pauseMillis = 120;
const leastLetters = 2;

/** What the text may become, once typing pauses. Undefined text wants nothing; where there is trouble, nothing is suggested. */
export function useSuggestions(text: string | undefined): Suggestion[] {
  const [suggestions, setSuggestions] = useState<Suggestion[]>([]);
  const wanted = text === undefined || text.trim().length < leastLetters ? undefined : text.trim();
  useEffect(() => {
    if (wanted === undefined) {
      setSuggestions([]);
      return;
    }
    const reading = new AbortController();
    const timer = setTimeout(async () => {
      const read = await readSuggestions(wanted, reading.signal).catch(() => []);
      if (!reading.signal.aborted) setSuggestions(read);
    }, pauseMillis);
    return () => {
      clearTimeout(timer);
      reading.abort();
    };
  }, [wanted]);
  return wanted === undefined ? [] : suggestions;
}
