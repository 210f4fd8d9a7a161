import { useEffect, useState } from 'react';
import type { Refused } from '../ask';

export type Read<Value> = { waiting: true } | { value: Value } | { refused: Refused };

const waiting = { waiting: true } as const;

/** What `read` gives for `key`; broken off when the key changes before it is there. */
export function useRead<Value>(key: string, read: (signal: AbortSignal) => Promise<Value>): Read<Value> {
  const [state, setState] = useState<{ key: string; read: Read<Value> }>({ key, read: waiting });
  useEffect(() => {
    const reading = new AbortController();
    const know = (known: Read<Value>) => reading.signal.aborted || setState({ key, read: known });
    read(reading.signal).then(
      (value) => know({ value }),
      (refused: Refused) => know({ refused }),
    );
    return () => reading.abort();
  }, [key]);
  return state.key === key ? state.read : waiting;
}
