import { useEffect, useId, useState, type KeyboardEvent, type RefObject } from 'react';
import type { Suggestion } from './queries';
import { useSuggestions } from './useSuggestions';

interface Props {
  q: string;
  box: RefObject<HTMLInputElement | null>;
  /** The id of the words that say what is wrong with `q`, where something is. */
  wrong?: string;
  onSearch: (q: string) => void;
  onChoose: (suggestion: Suggestion) => void;
  /** The arrow that leaves the box downwards. */
  onLeave: () => void;
}

function Choice({ text, target }: Suggestion) {
  const [what, title] =
    target.__typename === 'Package' ? ['Package', target.packageTitle] : [target.resourceType, target.resourceTitle];
  return (
    <>
      <span className="choice-text">{text}</span>
      <span className="choice-what">
        {what}
        {title && title !== text && ` · ${title}`}
      </span>
    </>
  );
}

/** One box, with what may be meant below it: a combobox as the ARIA practices describe it. */
export function SearchBox({ q, box, wrong, onSearch, onChoose, onLeave }: Props) {
  const [text, setText] = useState(q);
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(-1);
  const suggestions = useSuggestions(typed);
  const list = useId();
  const open = suggestions.length > 0;
  const option = (index: number) => `${list}-${index}`;

  useEffect(() => setText(q), [q]);
  useEffect(() => setActive(-1), [suggestions]);
  useEffect(() => {
    if (active >= 0) document.getElementById(option(active))?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const close = () => setTyped(undefined);
  const change = (now: string) => {
    setText(now);
    setTyped(now);
  };
  const search = (now: string) => {
    close();
    setText(now);
    onSearch(now);
  };
  const choose = (suggestion: Suggestion) => {
    close();
    setText(suggestion.target.__typename === 'Package' ? '' : suggestion.text);
    onChoose(suggestion);
  };
  /** One further, over the ends; between them nothing is chosen but what was typed. */
  const step = (by: number) =>
    setActive((before) => ((before + 1 + by + suggestions.length + 1) % (suggestions.length + 1)) - 1);

  const keys: Record<string, () => void> = {
    ArrowDown: () => (open ? step(1) : onLeave()),
    ArrowUp: () => open && step(-1),
    Enter: () => {
      const chosen = suggestions[active];
      if (chosen) choose(chosen);
      else search(text);
    },
    Escape: () => (open ? close() : setText('')),
  };
  const press = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (!act || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  return (
    <form role="search" className="search-box" onSubmit={(event) => (event.preventDefault(), search(text))}>
      <div className="search-field">
        <input
          ref={box}
          role="combobox"
          type="text"
          aria-label="Search FHIR definitions"
          aria-expanded={open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? option(active) : undefined}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong}
          aria-keyshortcuts="/"
          placeholder="Name, url, code or words…"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={press}
          onBlur={close}
        />
        {text ? (
          <button
            type="button"
            className="clear"
            aria-label="Clear the search"
            onClick={() => (search(''), box.current?.focus())}
          >
            ×
          </button>
        ) : (
          <kbd aria-hidden="true">/</kbd>
        )}
        <ul id={list} role="listbox" aria-label="Suggestions" hidden={!open}>
          {suggestions.map((suggestion, index) => (
            <li
              key={index}
              id={option(index)}
              role="option"
              aria-selected={index === active}
              // Pressing must not take the focus from the box, which would close the list first.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(suggestion)}
            >
              <Choice {...suggestion} />
            </li>
          ))}
        </ul>
      </div>
      <button type="submit">Search</button>
      <p className="unseen" role="status">
        {open && `${suggestions.length} suggestions, arrows to choose`}
      </p>
    </form>
  );
}
