/** What can be narrowed: a facet of the API, the field of its filter, and what people read. The order is that of the page. */
export const narrowings = [
  { facet: 'RESOURCE_TYPE', field: 'resourceType', label: 'Resource type' },
  { facet: 'FHIR_VERSION', field: 'fhirVersion', label: 'FHIR version' },
  { facet: 'PACKAGE', field: 'package', label: 'Package' },
  { facet: 'STATUS', field: 'status', label: 'Status' },
  { facet: 'TYPE', field: 'type', label: 'Type' },
  { facet: 'KIND', field: 'kind', label: 'Kind' },
  { facet: 'DERIVATION', field: 'derivation', label: 'Derivation' },
  { facet: 'JURISDICTION', field: 'jurisdiction', label: 'Jurisdiction' },
  { facet: 'PUBLISHER', field: 'publisher', label: 'Publisher' },
] as const;

export type FilterField = (typeof narrowings)[number]['field'];
export type Filter = Partial<Record<FilterField, string[]>>;

export const sorts = [
  { sort: 'RELEVANCE', label: 'best match' },
  { sort: 'DATE', label: 'latest date' },
  { sort: 'URL', label: 'url' },
] as const;

export type Sort = (typeof sorts)[number]['sort'];

/** All that a search depends on. It is the page's address, read. */
export interface Criteria {
  q: string;
  filter: Filter;
  /** Absent where nobody chose one. */
  sort?: Sort;
  /** The id of the resource whose panel is open. */
  open?: string;
}

/** Without words nothing matches better than anything else: what is new comes first then. */
export const sortOf = ({ q, sort }: Criteria): Sort => sort ?? (q ? 'RELEVANCE' : 'DATE');

/** What an address asks for; what it does not know, it passes over. */
export function readCriteria(address: string): Criteria {
  const asked = new URLSearchParams(address.split('#')[0]);
  const sort = sorts.find((known) => known.sort === asked.get('sort')?.toUpperCase())?.sort;
  const filter: Filter = {};
  for (const { field } of narrowings) {
    const values = [...new Set(asked.getAll(field).filter(Boolean))];
    if (values.length > 0) filter[field] = values;
  }
  return { q: asked.get('q') ?? '', filter, sort, open: asked.get('open') || undefined };
}

/** The address that asks for the same: as short as it can be, and equal for equal criteria. */
export function addressOf({ q, filter, sort, open }: Criteria): string {
  const asked = new URLSearchParams();
  if (q.trim()) asked.set('q', q.trim());
  for (const { field } of narrowings) for (const value of filter[field] ?? []) asked.append(field, value);
  if (sort) asked.set('sort', sort);
  if (open) asked.set('open', open);
  return asked.size > 0 ? `?${asked}` : './';
}

/** The same filter with a value more, or with one less where it was there. */
export function toggled(filter: Filter, field: FilterField, value: string): Filter {
  const { [field]: before = [], ...others } = filter;
  const after = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
  return after.length > 0 ? { ...others, [field]: after } : others;
}
