import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { Task } from '@/api/contract';
import { CallButton } from '@/entities/CallButton';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { isMasked } from '@/lib/masked';
import { InitialsAvatar } from '@/ui/InitialsAvatar';
import { useIsPhone } from '@/ui/useIsPhone';
import styles from './RunHeader.module.css';

/** Who it is about, and the way to call her. */
export function RunHeader({ task }: { task: Task }) {
  const t = useText('day');
  const tasks = useText('tasks');
  const format = useFormat();
  const isPhone = useIsPhone();
  const { client } = task;
  const phone = client?.phone ?? null;
  useHotkeys(phone === null || isMasked(phone) ? [] : [['c', () => location.assign(`tel:${phone}`)]]);
  const facts = [client?.company_name, phone === null ? null : format.phone(phone)]
    .filter(Boolean)
    .join(' · ');
  return (
    <header className={styles.header}>
      {client !== null && <InitialsAvatar name={client.name} size="large" />}
      <div className={styles.words}>
        <h2 tabIndex={-1} className={styles.name}>
          {client?.name ?? task.title}
        </h2>
        {facts !== '' && <p className={styles.facts}>{facts}</p>}
        <p className={styles.task}>
          {client === null ? tasks(`lead.${task.kind}`) : `${tasks(`lead.${task.kind}`)}: ${task.title}`}
          {' · '}
          {format.dateTime(task.due_at)}
          {task.place !== null && ` · ${task.place}`}
        </p>
      </div>
      {client !== null && (
        <div className={styles.actions}>
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link to="/clients/$clientId" params={{ clientId: client.id }} {...props} />
            )}
          >
            {t('run.card')}
          </Button>
          <CallButton
            phone={phone}
            shortcut="C"
            variant={task.kind === 'call' ? 'filled' : 'default'}
            fullWidth={isPhone}
          />
        </div>
      )}
    </header>
  );
}
