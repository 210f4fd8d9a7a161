import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useAddress } from './address';
import { Header } from './Header';
import { Search } from './search/Search';

/** Most of the bytes of this page are GraphiQL's: they are fetched by who wants it. */
const Playground = lazy(() => import('./Playground').then(({ Playground }) => ({ default: Playground })));

/** Search, or GraphQL once it was asked for. Both are views of one page, told apart by its address. */
export function Page() {
  const address = useAddress();
  const graphql = new URLSearchParams(address.split('#')[0]).get('view') === 'graphql';
  const [buttons, setButtons] = useState<HTMLElement | null>(null);
  const opened = useRef(false);
  const searched = useRef('./');
  // GraphiQL stays where it was opened, with its answers; what was searched is in an address.
  opened.current ||= graphql;
  if (!graphql) searched.current = address || './';

  useEffect(() => {
    document.documentElement.classList.toggle('fills-window', graphql);
    if (graphql) document.title = 'GraphQL · Canonry';
  }, [graphql]);

  return (
    <>
      <Header graphql={graphql} searched={searched.current} buttons={setButtons} />
      {!graphql && <Search address={address} />}
      {opened.current && (
        <main className="graphql" hidden={!graphql}>
          <Suspense fallback={<p className="waiting">Opening GraphiQL…</p>}>
            <Playground address={address} buttons={graphql ? buttons : null} />
          </Suspense>
        </main>
      )}
    </>
  );
}
