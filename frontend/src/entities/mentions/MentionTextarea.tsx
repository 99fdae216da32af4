import { Textarea, type TextareaProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { clientsColleaguesOptions } from '@/api/queries';
import { useText } from '@/i18n/text';
import { classes } from '@/lib/classes';
import { matching, picked, queryBefore, type Colleague } from './mentions';
import styles from './MentionTextarea.module.css';

const shownAtOnce = 6;

interface MentionTextareaProps extends Omit<TextareaProps, 'value' | 'onChange'> {
  clientId: string;
  value: string;
  onChange: (text: string) => void;
  /** Hears of each colleague chosen; which of them still stand in the text is told by the text. */
  onChosen: (colleague: Colleague) => void;
}

/** A text in which `@` offers the colleagues who may read it: arrows and Enter choose, Esc leaves it as typed. */
export function MentionTextarea({ clientId, value, onChange, onChosen, ...props }: MentionTextareaProps) {
  const t = useText('entities');
  const listId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [query, setQuery] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const { data } = useQuery({
    ...clientsColleaguesOptions({ path: { client_id: clientId } }),
    enabled: query !== null,
  });
  const offered = query === null ? [] : matching(data?.items ?? [], query).slice(0, shownAtOnce);
  const isOpen = offered.length > 0;
  const look = () => {
    const { current } = field;
    if (current === null) return;
    const found = queryBefore(current.value, current.selectionStart);
    if (found !== query) setActive(0);
    setQuery(found);
  };
  const choose = (colleague: Colleague) => {
    const { current } = field;
    if (current === null || query === null) return;
    const { text, caret } = picked(value, current.selectionStart, query, colleague.name);
    onChosen(colleague);
    onChange(text);
    setQuery(null);
    // The caret can be placed only when the text is there.
    requestAnimationFrame(() => {
      current.focus();
      current.setSelectionRange(caret, caret);
    });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const colleague = offered[active];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chooses = (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab';
    if (!isOpen || (step === undefined && !chooses && event.key !== 'Escape')) {
      props.onKeyDown?.(event);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (step !== undefined) setActive((active + step + offered.length) % offered.length);
    else if (chooses && colleague !== undefined) choose(colleague);
    else setQuery(null);
  };
  return (
    <div className={styles.field}>
      <Textarea
        {...props}
        ref={field}
        value={value}
        aria-autocomplete="list"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? `${listId}-${active}` : undefined}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          look();
        }}
        onClick={look}
        onKeyUp={(event) => {
          if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') look();
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setQuery(null)}
      />
      {isOpen && (
        <ul id={listId} role="listbox" aria-label={t('mention.title')} className={styles.list}>
          {offered.map((colleague, place) => (
            <li
              key={colleague.id}
              id={`${listId}-${place}`}
              role="option"
              aria-selected={place === active}
              className={classes(styles.option, place === active && styles.active)}
              // The field must not lose the focus, nor the list with it.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(colleague)}
            >
              {colleague.name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
