import type { Highlight } from './queries';

/** A stretch of text, and whether it matched. */
export interface Piece {
  text: string;
  match: boolean;
}

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': "'" };

const unescaped = (html: string) =>
  html.replace(/<\/?em>/g, '').replace(/&(?:lt|gt|amp|quot|#39);/g, (entity) => entities[entity] ?? entity);

/**
 * A fragment of a highlight, taken apart: matches between `<em>` and `</em>`, all else escaped. It becomes text again and never
 * markup, whatever is in it.
 */
export const pieces = (fragment: string): Piece[] =>
  fragment
    .split(/<em>(.*?)<\/em>/s)
    .map((html, index) => ({ text: unescaped(html), match: index % 2 === 1 }))
    .filter(({ text }) => text !== '');

/** The whole of a text, with the matches that its fragments tell. */
export function marked(text: string, fragments: string[]): Piece[] {
  const found: Piece[] = [];
  let rest = text;
  for (const parts of fragments.map(pieces)) {
    const plain = parts.map((part) => part.text).join('');
    const at = rest.indexOf(plain);
    if (at < 0) continue;
    found.push({ text: rest.slice(0, at), match: false }, ...parts);
    rest = rest.slice(at + plain.length);
  }
  return [...found, { text: rest, match: false }].filter(({ text }) => text !== '');
}

export const fragmentsOf = (highlights: Highlight[], field: string): string[] =>
  highlights.find((highlight) => highlight.field === field)?.fragments ?? [];
