import { Fragment } from 'react';
import type { Piece } from './highlighting';

/** A url or a path, which may go on in a new line behind its slashes. */
export const Breakable = ({ text }: { text: string }) =>
  text.split(/(?<=[/@])(?![/@])/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));

/** Text with its matches marked. */
export function Marked({ pieces, breakable = false }: { pieces: Piece[]; breakable?: boolean }) {
  return pieces.map(({ text, match }, index) => {
    const words = breakable ? <Breakable text={text} /> : text;
    return match ? <mark key={index}>{words}</mark> : <Fragment key={index}>{words}</Fragment>;
  });
}
