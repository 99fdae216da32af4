import { Autocomplete } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dealsSuggestionsOptions } from '@/api/queries';
import { onEnter } from './editors';
import type { EditorProps } from './editorTypes';

const most = 8;
const pause = 200;

/** A line of text with what stands in other deals, the most used first. Enter or leaving the field saves. */
export function SuggestedEditor({
  field,
  label,
  value,
  commit,
}: EditorProps & { field: 'source' | 'campaign' }) {
  const [draft, setDraft] = useState(value ?? '');
  const [asked] = useDebouncedValue(draft.trim(), pause);
  const { data } = useQuery({
    ...dealsSuggestionsOptions({ query: { field, q: asked, limit: most } }),
    placeholderData: keepPreviousData,
  });
  const save = (words: string) => commit(words.trim() === '' ? null : words.trim());
  return (
    <Autocomplete
      aria-label={label}
      autoFocus
      data={(data?.items ?? []).map((known) => known.value)}
      filter={({ options }) => options}
      value={draft}
      onChange={setDraft}
      onOptionSubmit={save}
      onKeyDown={(event) => {
        const isChoosing = event.currentTarget.hasAttribute('aria-activedescendant');
        if (!isChoosing) onEnter(event, () => save(draft));
      }}
      onBlur={() => save(draft)}
    />
  );
}
