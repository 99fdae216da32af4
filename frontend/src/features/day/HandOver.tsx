import { Button, Menu, ScrollArea } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { useMe } from '@/api/session';
import { usePeople } from '@/entities/people';
import { useText } from '@/i18n/text';
import { Kbd } from '@/ui/Kbd';

interface HandOverProps {
  onChoose: (userId: string, name: string) => void;
}

/** Gives the task to a colleague. */
export function HandOver({ onChoose }: HandOverProps) {
  const t = useText('day');
  const me = useMe();
  const people = usePeople();
  const [isOpen, setOpen] = useState(false);
  useHotkeys([['d', () => setOpen(true)]]);
  const others = [...people.values()].filter((person) => person.id !== me.user.id);
  if (others.length === 0) return null;
  return (
    <Menu
      opened={isOpen}
      onChange={setOpen}
      position="top-start"
      // Without keydown: the very key that opens it would close it again.
      clickOutsideEvents={['mousedown', 'touchstart']}
    >
      <Menu.Target>
        <Button size="xs" variant="subtle" rightSection={<Kbd keys="D" />} aria-keyshortcuts="D">
          {t('run.handOver')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ScrollArea.Autosize mah="var(--b-panel-width)">
          {others.map((person) => (
            <Menu.Item key={person.id} onClick={() => onChoose(person.id, person.name)}>
              {person.name}
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  );
}
