import { Select, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { clientsTagsOptions } from '@/api/queries';
import { useScope } from '@/api/session';
import { UserPicker } from '@/entities/UserPicker';
import { useText } from '@/i18n/text';
import { FilterBar } from '@/ui/FilterBar';
import styles from './ClientFilterBar.module.css';
import type { QuickFilters } from './list/useShapedList';

const route = getRouteApi('/_shell/clients');
const pauseMilliseconds = 200;
const byPlace = { preventDefault: true, usePhysicalKeys: true };

/** What narrows the list; all of it stands in the address. */
export function ClientFilterBar({ children }: { children?: ReactNode }) {
  const t = useText('clients');
  const common = useText('common');
  const { kind, owner, tag } = route.useSearch();
  const navigate = route.useNavigate();
  const scope = useScope('clients:read');
  const tags = useQuery(clientsTagsOptions());
  const set = (change: QuickFilters) =>
    void navigate({ search: (known) => ({ ...known, ...change }), replace: true });
  return (
    <FilterBar>
      <SearchBox />
      <SegmentedControl
        aria-label={t('filters.kind')}
        value={kind ?? 'all'}
        onChange={(value) => set({ kind: value === 'person' || value === 'company' ? value : undefined })}
        data={[
          { value: 'all', label: common('all') },
          { value: 'person', label: t('filters.people') },
          { value: 'company', label: t('filters.companies') },
        ]}
      />
      {scope !== 'own' && (
        <div className={styles.filter}>
          <UserPicker
            aria-label={t('list.owner')}
            value={owner ?? null}
            onChange={(value) => set({ owner: value ?? undefined })}
            emptyLabel={t('filters.everybody')}
          />
        </div>
      )}
      {tags.data !== undefined && tags.data.items.length > 0 && (
        <Select
          className={styles.filter}
          aria-label={t('filters.tag')}
          placeholder={t('filters.tag')}
          data={tags.data.items}
          value={tag ?? null}
          onChange={(value) => set({ tag: value ?? undefined })}
          clearable
          searchable
          nothingFoundMessage={common('nothingFound')}
        />
      )}
      {children}
    </FilterBar>
  );
}

function SearchBox() {
  const t = useText('clients');
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(q ?? '');
  const seek = useDebouncedCallback((text: string) => {
    const sought = text.trim();
    void navigate({
      search: (known) => ({ ...known, q: sought === '' ? undefined : sought }),
      replace: true,
    });
  }, pauseMilliseconds);
  useHotkeys([['F', () => field.current?.select(), byPlace]]);
  useEffect(() => {
    // The address may change without the box, by the browser's "back" or a reset of the filters.
    if (field.current !== document.activeElement) setTyped(q ?? '');
  }, [q]);
  return (
    <TextInput
      ref={field}
      type="search"
      className={styles.search}
      aria-label={t('filters.search')}
      aria-keyshortcuts="F"
      placeholder={t('filters.search')}
      leftSection={<IconSearch className={styles.icon} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        seek(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
