import { Drawer, Popover } from '@mantine/core';
import type { KeyboardEvent, ReactElement } from 'react';
import type { Pipeline } from '@/api/contract';
import { useIsPhone } from '@/ui/useIsPhone';
import { MoveForm } from './MoveForm';
import { MoveRefusal } from './MoveRefusal';
import type { MoveAttempt } from './moveState';
import { useDealMoves } from './MovesContext';
import styles from './MovePopover.module.css';

interface MovePopoverProps {
  move: MoveAttempt;
  pipeline: Pipeline;
  /** The card or button that it stands at. */
  children: ReactElement;
}

/** What a move still needs, or why it cannot be: at the card, on a phone from below. Esc puts the card back. */
export function MovePopover({ move, pipeline, children }: MovePopoverProps) {
  const isPhone = useIsPhone();
  const { cancel } = useDealMoves();
  const close = () => cancel(move.deal.id);
  const content =
    move.phase === 'refused' ? (
      <MoveRefusal move={move} pipeline={pipeline} />
    ) : (
      <MoveForm move={move} pipeline={pipeline} />
    );
  if (isPhone) {
    return (
      <>
        {children}
        <Drawer
          opened
          onClose={close}
          position="bottom"
          size="auto"
          withCloseButton={false}
          radius="md"
          classNames={{ content: styles.sheet }}
        >
          {content}
        </Drawer>
      </>
    );
  }
  return (
    <Popover
      opened
      position="right-start"
      trapFocus
      returnFocus
      closeOnClickOutside={false}
      closeOnEscape={false}
      withRoles={false}
      width="var(--b-popup-width)"
      middlewares={{ flip: { fallbackPlacements: ['left-start', 'bottom', 'top'] }, shift: { padding: 8 } }}
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown className={styles.popover}>
        <div onKeyDown={(event) => onEscape(event, close)}>{content}</div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Esc in an open choice or calendar of the form closes that one, not the form. */
function onEscape(event: KeyboardEvent<HTMLDivElement>, close: () => void): void {
  const { target, currentTarget } = event;
  if (event.key !== 'Escape' || !(target instanceof Element) || !currentTarget.contains(target)) return;
  if (target.getAttribute('aria-expanded') === 'true') return;
  event.stopPropagation();
  close();
}
