import type { Resource } from './queries';

export const numbers = new Intl.NumberFormat('en');

/** `1 result`, `2 results`: a number with what it counts. */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${numbers.format(count)} ${count === 1 ? one : many}`;

const releases: [string, string][] = [
  ['1.0', 'DSTU2'],
  ['3.0', 'STU3'],
  ['4.0', 'R4'],
  ['4.3', 'R4B'],
  ['5.0', 'R5'],
  ['6.0', 'R6'],
];

/** What people call a FHIR version; undefined for those between releases. */
export const releaseOf = (fhirVersion: string) =>
  releases.find(([numeric]) => fhirVersion.startsWith(`${numeric}.`))?.[1];

/** What a resource is called, for lack of a title by what it has. */
export const titleOf = ({ title, name, resourceId, url }: Partial<Resource> & { url: string }) =>
  title || name || resourceId || url;

/** What a definition defines, where its type alone says little. */
export function defines({ resourceType, kind, type, derivation }: Resource): string | undefined {
  if (resourceType !== 'StructureDefinition') return undefined;
  if (type === 'Extension' && derivation === 'constraint') return 'extension';
  if (derivation === 'constraint') return type ? `profile of ${type}` : 'profile';
  return kind?.replaceAll('-', ' ');
}

/** `TYPE_PROFILE` as people read it. */
export const spoken = (constant: string) => constant.toLowerCase().replaceAll('_', ' ');

/** Markdown without the signs that are nothing to read: addresses of links, also of links that are cut off, emphasis, backslashes. */
export const withoutMarkup = (markdown: string) =>
  markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\]\([^)\s]*\)?/g, '')
    .replace(/\*\*|\\(?=[*_#[\]])/g, '')
    .replace(/(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])/g, '$1');
