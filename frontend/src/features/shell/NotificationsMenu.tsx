import { ActionIcon, Button, Indicator, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconBell } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Notification } from '@/api/contract';
import {
  notificationsCountOptions,
  notificationsListOptions,
  notificationsReadMutation,
} from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { maybeText, useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { RowSkeletons } from '@/ui/Skeletons';
import styles from './NotificationsMenu.module.css';
import { subjectLink } from './subjectLink';

const shownAtOnce = 20;

/** The bell: what others or the telephone left for the person. */
export function NotificationsMenu() {
  const t = useText('shell');
  const [opened, { close, toggle }] = useDisclosure(false);
  const { data } = useQuery(notificationsCountOptions());
  const unread = data?.unread ?? 0;
  const name =
    unread > 0
      ? `${t('notifications.title')}: ${t('notifications.unread', { count: unread })}`
      : t('notifications.title');
  return (
    <Popover opened={opened} onDismiss={close} position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <ActionIcon aria-label={name} onClick={toggle} data-notifications>
          <Indicator
            disabled={unread === 0}
            color="danger"
            size="var(--b-dot-size)"
            offset={3}
            component="span"
          >
            <IconBell className={styles.icon} />
          </Indicator>
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown} aria-label={t('notifications.title')}>
        <NotificationsList hasUnread={unread > 0} onDone={close} />
      </Popover.Dropdown>
    </Popover>
  );
}

function NotificationsList({ hasUnread, onDone }: { hasUnread: boolean; onDone: () => void }) {
  const t = useText('shell');
  const client = useQueryClient();
  const list = useQuery(notificationsListOptions({ query: { limit: shownAtOnce } }));
  const read = useMutation({
    ...notificationsReadMutation(),
    onSettled: async () => {
      await invalidateOperation(client, 'notificationsCount');
      await invalidateOperation(client, 'notificationsList');
    },
  });
  return (
    <>
      <div className={styles.header}>
        <h2 className={styles.title}>{t('notifications.title')}</h2>
        {hasUnread && (
          <Button size="xs" variant="subtle" onClick={() => read.mutate({ body: {} })}>
            {t('notifications.readAll')}
          </Button>
        )}
      </div>
      {list.data === undefined && <RowSkeletons rows={3} />}
      {list.data?.items.length === 0 && <p className={styles.empty}>{t('notifications.empty')}</p>}
      <ul className={styles.list}>
        {list.data?.items.map((notification) => (
          <li key={notification.id}>
            <NotificationLine
              notification={notification}
              onOpen={() => {
                if (notification.read_at === null) read.mutate({ body: { ids: [notification.id] } });
                onDone();
              }}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function NotificationLine({ notification, onOpen }: { notification: Notification; onOpen: () => void }) {
  const t = useText('shell');
  const format = useFormat();
  const navigate = useNavigate();
  const words =
    maybeText('shell', `notifications.${notification.type}`, notification.data) ?? t('notifications.other');
  const link = subjectLink(notification.subject);
  return (
    <button
      type="button"
      className={styles.line}
      data-unread={notification.read_at === null || undefined}
      onClick={() => {
        onOpen();
        if (link !== undefined) void navigate(link);
      }}
    >
      <span>{words}</span>
      <span className={styles.when}>{format.dateTime(notification.created_at)}</span>
    </button>
  );
}
