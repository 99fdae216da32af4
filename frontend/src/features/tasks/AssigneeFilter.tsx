import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { usePeople } from '@/entities/people';
import { useText } from '@/i18n/text';
import { everybody, type TasksView } from './useTasksView';
import styles from './AssigneeFilter.module.css';

/** Whose tasks: one's own, everybody's, or a colleague's. */
export function AssigneeFilter({ view }: { view: TasksView }) {
  const t = useText('tasks');
  const people = usePeople();
  const { assigneeId, myId, scope } = view;
  const all = scope === 'team' ? t('whose.team') : t('whose.all');
  const shown =
    assigneeId === undefined
      ? all
      : assigneeId === myId
        ? t('whose.mine')
        : (people.get(assigneeId)?.name ?? all);
  return (
    <Menu>
      <Menu.Target>
        <Button variant="subtle" rightSection={<IconChevronDown className={styles.icon} />}>
          {shown}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.people}>
        <Menu.Item onClick={() => view.show({ assignee: undefined })}>{t('whose.mine')}</Menu.Item>
        <Menu.Item onClick={() => view.show({ assignee: everybody })}>{all}</Menu.Item>
        <Menu.Divider />
        {[...people.values()]
          .filter(({ id }) => id !== myId)
          .map(({ id, name }) => (
            <Menu.Item key={id} onClick={() => view.show({ assignee: id })}>
              {name}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
