import { useEffect, useState } from 'react';
import { ask } from './ask';

interface Index {
  lsn: number;
  packages: number;
  packageVersions: number;
  canonicals: number;
}

type State = { known: Index } | { trouble: string } | undefined;

const refreshMillis = 30_000;
const numbers = new Intl.NumberFormat('en');

async function readIndex(): Promise<State> {
  try {
    const { data, errors } = await ask<{ index: Index }>({
      query: 'query IndexLine { index { lsn packages packageVersions canonicals } }',
      operationName: 'IndexLine',
    });
    return data?.index ? { known: data.index } : { trouble: errors?.[0]?.message ?? 'The index does not answer.' };
  } catch (error) {
    return { trouble: error instanceof Error ? error.message : String(error) };
  }
}

/** What the index holds, asked again every half minute while somebody looks. */
function useIndex(): State {
  const [state, setState] = useState<State>();
  useEffect(() => {
    let gone = false;
    const refresh = async () => {
      if (document.hidden) return;
      const now = await readIndex();
      if (!gone) setState(now);
    };
    void refresh();
    const timer = setInterval(refresh, refreshMillis);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, []);
  return state;
}

function Figure({ name, value, title }: { name: string; value: number; title: string }) {
  return (
    <div title={title}>
      <dd>{numbers.format(value)}</dd>
      <dt>{name}</dt>
    </div>
  );
}

export function IndexLine() {
  const state = useIndex();
  if (!state) return <p className="index-line">Asking the index…</p>;
  if ('trouble' in state)
    return (
      <p className="index-line trouble" role="status" title={state.trouble}>
        The index does not answer yet.
      </p>
    );
  const { packages, packageVersions, canonicals, lsn } = state.known;
  return (
    <dl className="index-line" aria-label="The index now">
      <Figure name="packages" value={packages} title="Distinct package names" />
      <Figure name="versions" value={packageVersions} title="Package versions" />
      <Figure
        name="canonicals"
        value={canonicals}
        title="Canonical resources, each as one package version carries it"
      />
      <Figure name="lsn" value={lsn} title="The position in the log up to which this index has read" />
    </dl>
  );
}
