import { Go } from '../address';
import { addressOf, type Criteria } from './criteria';
import type { Understood } from './queries';
import type { Found } from './useHits';

const packagesShown = 3;

/** What words were taken to name: kinds of definitions, packages. */
function Named({ kinds, packages }: Understood) {
  const further = packages.length - packagesShown;
  return (
    <>
      {kinds.map(({ words, resourceTypes, type }) => (
        <span key={words}>
          “{words}” as {type ?? resourceTypes.join(' or ')}
        </span>
      ))}
      {packages.length > 0 && (
        <span>
          {packages.length === 1 ? 'package' : 'packages'} {packages.slice(0, packagesShown).join(', ')}
          {further > 0 && ` and ${further} more`}
        </span>
      )}
    </>
  );
}

/** How a text was understood, where that is more than its words. */
function UnderstoodAs({ q, understood }: { q: string; understood: Understood }) {
  const { text, kinds, packages } = understood;
  const rewritten = text !== q.trim().replaceAll(/\s+/g, ' ');
  if (!rewritten && kinds.length === 0 && packages.length === 0) return null;
  return (
    <p className="understood">
      <span>Understood {rewritten && 'as'}</span>
      {rewritten && <code>{text}</code>}
      <Named {...understood} />
    </p>
  );
}

/** What may have been meant instead, what was understood, and what means nothing. */
export function Meaning({ found, criteria }: { found: Found; criteria: Criteria }) {
  const { didYouMean, understood, remarks = [] } = found;
  return (
    <>
      <p className="did-you-mean" role="status">
        {didYouMean && (
          <>
            Did you mean <Go to={addressOf({ ...criteria, q: didYouMean, open: undefined })}>{didYouMean}</Go>?
          </>
        )}
      </p>
      {remarks.map((remark) => (
        <p className="remark" key={remark}>
          {remark}
        </p>
      ))}
      {understood && found.criteria && <UnderstoodAs q={found.criteria.q} understood={understood} />}
    </>
  );
}
