import { ActionIcon, Button, Checkbox, Menu, Popover, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ifMatch } from '@/api/client';
import type { SavedView } from '@/api/contract';
import {
  viewsChangeMutation,
  viewsCreateMutation,
  viewsPinMutation,
  viewsRemoveMutation,
  viewsUnpinMutation,
} from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { showToast } from '@/ui/undoToast';
import styles from './List.module.css';
import type { Shape } from '@/entities/lists/shape';

interface ViewsBarProps {
  views: readonly SavedView[];
  view: SavedView | undefined;
  shape: Shape;
  isChanged: boolean;
  onDiscard: () => void;
}

/** A view is its address with what stands in it; the cards beside the list are not. */
const onlyHere = { exact: true, includeSearch: true, explicitUndefined: true };

/** Saved views, each an address of its own: the pinned ones at hand, the others behind a menu. */
export function ViewsBar({ views, view, shape, isChanged, onDiscard }: ViewsBarProps) {
  const t = useText('lists');
  const navigate = useNavigate();
  const shown = views.filter((one) => one.is_pinned || one.id === view?.id);
  const others = views.filter((one) => !shown.includes(one));
  return (
    <nav aria-label={t('views.title')} className={styles.views}>
      <Link to="/clients" search={{}} className={styles.view} activeOptions={onlyHere}>
        {t('views.everybody')}
      </Link>
      {shown.map((one) => (
        <Link
          key={one.id}
          to="/clients"
          search={{ view: one.id }}
          className={styles.view}
          activeOptions={onlyHere}
        >
          {one.name}
        </Link>
      ))}
      {others.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="subtle" size="sm">
              {t('views.more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((one) => (
              <Menu.Item
                key={one.id}
                onClick={() => void navigate({ to: '/clients', search: { view: one.id } })}
              >
                {one.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {isChanged && <Changed view={view} shape={shape} onDiscard={onDiscard} />}
      {view !== undefined && <ViewMenu view={view} />}
      <span className={styles.aside}>
        <Link to="/quality">{t('quality')}</Link>
        <Link to="/segments">{t('segments.title')}</Link>
      </span>
    </nav>
  );
}

const bodyOf = (shape: Shape) => ({
  ...shape,
  sort: [...shape.sort],
  columns: [...shape.columns],
  colours: [...shape.colours],
});

function Changed({ view, shape, onDiscard }: Pick<ViewsBarProps, 'view' | 'shape' | 'onDiscard'>) {
  const t = useText('lists');
  const client = useQueryClient();
  const update = useMutation({
    ...viewsChangeMutation(),
    onSuccess: async () => {
      await invalidateOperation(client, 'viewsList');
      onDiscard();
      showToast({ message: t('views.saved') });
    },
  });
  return (
    <>
      {view?.may_change === true && (
        <Button
          variant="default"
          size="sm"
          loading={update.isPending}
          onClick={() =>
            update.mutate({
              path: { view_id: view.id },
              body: { shape: bodyOf(shape) as never },
              headers: ifMatch(view.version),
            })
          }
        >
          {t('views.update')}
        </Button>
      )}
      <SaveAs shape={shape} onSaved={onDiscard} />
      <Button variant="subtle" size="sm" onClick={onDiscard}>
        {t('views.discard')}
      </Button>
      {update.isError && <ProblemAlert problem={update.error} />}
    </>
  );
}

function SaveAs({ shape, onSaved }: { shape: Shape; onSaved: () => void }) {
  const t = useText('lists');
  const client = useQueryClient();
  const navigate = useNavigate();
  const [opened, { close, toggle }] = useDisclosure(false);
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const create = useMutation({
    ...viewsCreateMutation(),
    onSuccess: async (made) => {
      await invalidateOperation(client, 'viewsList');
      close();
      onSaved();
      await navigate({ to: '/clients', search: { view: made.id } });
    },
  });
  return (
    <Popover opened={opened} onDismiss={close} position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button variant="default" size="sm" onClick={toggle}>
          {t('views.save')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('views.save')}>
        <form
          className={styles.fields}
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate({
              body: { subject: 'client', name, is_shared: isShared, shape: bodyOf(shape) as never },
            });
          }}
        >
          <TextInput
            label={t('views.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
            data-autofocus
          />
          <Checkbox
            label={t('views.share')}
            checked={isShared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          {create.isError && <ProblemAlert problem={create.error} />}
          <Button type="submit" loading={create.isPending}>
            {t('views.save')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

function ViewMenu({ view }: { view: SavedView }) {
  const t = useText('lists');
  const client = useQueryClient();
  const navigate = useNavigate();
  const options = { onSuccess: () => invalidateOperation(client, 'viewsList') };
  const pin = useMutation({ ...viewsPinMutation(), ...options });
  const unpin = useMutation({ ...viewsUnpinMutation(), ...options });
  const change = useMutation({ ...viewsChangeMutation(), ...options });
  const remove = useMutation({
    ...viewsRemoveMutation(),
    onSuccess: async () => {
      await navigate({ to: '/clients', search: {} });
      await invalidateOperation(client, 'viewsList');
    },
  });
  const path = { view_id: view.id };
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon aria-label={`${t('views.title')}: ${view.name}`}>
          <IconDots aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => (view.is_pinned ? unpin : pin).mutate({ path })}>
          {view.is_pinned ? t('views.unpin') : t('views.pin')}
        </Menu.Item>
        {view.may_change && (
          <>
            <Menu.CheckboxItem
              checked={view.is_shared}
              onChange={(is_shared) =>
                change.mutate({ path, body: { is_shared }, headers: ifMatch(view.version) })
              }
            >
              {t('views.share')}
            </Menu.CheckboxItem>
            <Menu.Item color="danger" onClick={() => remove.mutate({ path })}>
              {t('views.remove')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
