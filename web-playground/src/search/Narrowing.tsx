import { useId, useState } from 'react';
import { narrowings, toggled, type Filter, type FilterField } from './criteria';
import type { Facet } from './queries';
import { numbers, releaseOf } from './words';

const shownAtFirst = 6;

interface Value {
  value: string;
  /** Absent for a chosen value that is not among the most frequent. */
  count?: number;
}

interface GroupProps {
  field: FilterField;
  label: string;
  values: Value[];
  chosen: string[];
  toggle: (value: string) => void;
}

function Choice({
  field,
  value,
  count,
  chosen,
  toggle,
}: Value & { field: FilterField; chosen: boolean; toggle: () => void }) {
  const release = field === 'fhirVersion' && releaseOf(value);
  return (
    <li>
      <label title={value}>
        <input type="checkbox" name={field} value={value} checked={chosen} onChange={toggle} />
        <span className="value">
          {value}
          {release && <small> {release}</small>}
        </span>
        {count !== undefined && <span className="count">{numbers.format(count)}</span>}
      </label>
    </li>
  );
}

function Group({ field, label, values, chosen, toggle }: GroupProps) {
  const [all, setAll] = useState(false);
  const absent = chosen.filter((value) => !values.some((known) => known.value === value)).map((value) => ({ value }));
  const shown = [...absent, ...values].filter(
    ({ value }, index) => all || index < shownAtFirst || chosen.includes(value),
  );
  const further = absent.length + values.length - shown.length;
  return (
    <fieldset>
      <legend>{label}</legend>
      <ul>
        {shown.map((known) => (
          <Choice
            key={known.value}
            {...known}
            field={field}
            chosen={chosen.includes(known.value)}
            toggle={() => toggle(known.value)}
          />
        ))}
      </ul>
      {(further > 0 || all) && (
        <button type="button" className="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `${further} more`}
          <span className="unseen"> of {label}</span>
        </button>
      )}
    </fieldset>
  );
}

/** How to narrow the list: the values of its hits with their numbers. Those of one field add up, fields narrow one another. */
export function Narrowing({
  facets,
  filter,
  onChange,
}: {
  facets: Facet[];
  filter: Filter;
  onChange: (filter: Filter) => void;
}) {
  const [unfolded, setUnfolded] = useState(false);
  const body = useId();
  const chosen = Object.values(filter).flat().length;
  return (
    <section className="narrowing" aria-label="Narrow the results" data-unfolded={unfolded || undefined}>
      <button
        type="button"
        className="unfold"
        aria-expanded={unfolded}
        aria-controls={body}
        onClick={() => setUnfolded(!unfolded)}
      >
        Narrow{chosen > 0 && ` (${chosen})`}
      </button>
      <div id={body} className="narrowing-body">
        {narrowings.map(({ facet, field, label }) => {
          const values = facets.find((known) => known.field === facet)?.values ?? [];
          const here = filter[field] ?? [];
          if (values.length + here.length === 0) return null;
          return (
            <Group
              key={field}
              field={field}
              label={label}
              values={values}
              chosen={here}
              toggle={(value) => onChange(toggled(filter, field, value))}
            />
          );
        })}
      </div>
    </section>
  );
}
