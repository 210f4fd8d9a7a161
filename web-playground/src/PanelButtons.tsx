import { DOC_EXPLORER_PLUGIN } from '@graphiql/plugin-doc-explorer';
import { useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from '@graphiql/react';
import { createPortal } from 'react-dom';
import { EXAMPLES } from './ExamplesPanel';

/** Opens a panel of the playground; pressed again, closes it. */
function PanelButton({ name, panel }: { name: string; panel: GraphiQLPlugin }) {
  const { setVisiblePlugin } = useGraphiQLActions();
  const open = useGraphiQL((state) => state.visiblePlugin === panel);
  return (
    <button type="button" aria-pressed={open} onClick={() => setVisiblePlugin(open ? null : panel)}>
      {name}
    </button>
  );
}

/** Puts GraphiQL's panels within reach of the header, which is there before GraphiQL is. */
export function PanelButtons({ place }: { place: HTMLElement | null }) {
  return (
    place &&
    createPortal(
      <>
        <PanelButton name="Examples" panel={EXAMPLES} />
        <PanelButton name="Docs" panel={DOC_EXPLORER_PLUGIN} />
      </>,
      place,
    )
  );
}
