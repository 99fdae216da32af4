import { ActionIcon, Button, Checkbox, Menu, Popover, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, type ToOptions } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
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
import styles from './Lists.module.css';
import type { Shape, Subject } from './shape';

interface ViewsBarProps {
  subject: Subject;
  /** What the list without a view is called. */
  usual: string;
  /** Where a view stands; that of no view is the usual list. */
  address: (viewId: string | undefined) => ToOptions;
  views: readonly SavedView[];
  view: SavedView | undefined;
  shape: Shape;
  isChanged: boolean;
  onDiscard: () => void;
  /** What else stands in the row. */
  children?: ReactNode;
}

/** A view is its address with what stands in it; the cards beside the list are not. */
const onlyHere = { exact: true, includeSearch: true, explicitUndefined: true };

/** Saved views, each an address of its own: the pinned ones at hand, the others behind a menu. */
export function ViewsBar(props: ViewsBarProps) {
  const { subject, usual, address, views, view, shape, isChanged, onDiscard, children } = props;
  const t = useText('lists');
  const navigate = useNavigate();
  const shown = views.filter((one) => one.is_pinned || one.id === view?.id);
  const others = views.filter((one) => !shown.includes(one));
  return (
    <nav aria-label={t('views.title')} className={styles.views}>
      <Link {...address(undefined)} className={styles.view} activeOptions={onlyHere}>
        {usual}
      </Link>
      {shown.map((one) => (
        <Link key={one.id} {...address(one.id)} className={styles.view} activeOptions={onlyHere}>
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
              <Menu.Item key={one.id} onClick={() => void navigate(address(one.id))}>
                {one.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {isChanged && (
        <Changed subject={subject} address={address} view={view} shape={shape} onDiscard={onDiscard} />
      )}
      {view !== undefined && <ViewMenu view={view} address={address} />}
      {children}
    </nav>
  );
}

const bodyOf = (shape: Shape) => ({
  ...shape,
  sort: [...shape.sort],
  columns: [...shape.columns],
  colours: [...shape.colours],
});

type ChangedProps = Pick<ViewsBarProps, 'subject' | 'address' | 'view' | 'shape' | 'onDiscard'>;

function Changed({ subject, address, view, shape, onDiscard }: ChangedProps) {
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
      <SaveAs subject={subject} address={address} shape={shape} onSaved={onDiscard} />
      <Button variant="subtle" size="sm" onClick={onDiscard}>
        {t('views.discard')}
      </Button>
      {update.isError && <ProblemAlert problem={update.error} />}
    </>
  );
}

interface SaveAsProps extends Pick<ViewsBarProps, 'subject' | 'address' | 'shape'> {
  onSaved: () => void;
}

function SaveAs({ subject, address, shape, onSaved }: SaveAsProps) {
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
      await navigate(address(made.id));
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
              body: { subject, name, is_shared: isShared, shape: bodyOf(shape) as never },
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

function ViewMenu({ view, address }: { view: SavedView; address: ViewsBarProps['address'] }) {
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
      await navigate(address(undefined));
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
