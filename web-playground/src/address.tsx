import { useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent } from 'react';

const subscribe = (changed: () => void) => {
  addEventListener('popstate', changed);
  return () => removeEventListener('popstate', changed);
};

const here = () => location.search + location.hash;

/** The query and fragment of the page's address, now and whenever they change. All that can be shared is in there. */
export const useAddress = () => useSyncExternalStore(subscribe, here);

/** Goes to an address of this page, as a step that can be gone back from. To where it is already it takes no step. */
export function go(to: string): void {
  if (new URL(to, location.href).href === location.href) return;
  history.pushState(null, '', to);
  dispatchEvent(new PopStateEvent('popstate'));
}

const isPlain = (click: MouseEvent) =>
  click.button === 0 && !(click.metaKey || click.ctrlKey || click.shiftKey || click.altKey);

/** A link within this page: it needs no loading, and can still be opened in a tab of its own or copied. */
export function Go({ to, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { to: string }) {
  const step = (click: MouseEvent) => {
    if (!isPlain(click)) return;
    click.preventDefault();
    go(to);
  };
  return <a {...rest} href={to} onClick={step} />;
}
