import { Menu } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { ReactElement } from 'react';
import type { DealCard, Pipeline } from '@/api/contract';
import { useCan } from '@/api/session';
import { StageDot } from '@/entities/deals/StageDot';
import { useText } from '@/i18n/text';
import { Kbd } from '@/ui/Kbd';
import { enterableStages, reachableStages } from '../stages';
import type { MovePlace } from './moveState';
import { useDealMoves } from './MovesContext';
import styles from './MoveMenu.module.css';

interface MoveMenuProps {
  deal: DealCard;
  pipeline: Pipeline;
  place: MovePlace;
  onClose: () => void;
  /** What the menu stands at; draw all of it while the menu is open. */
  children: ReactElement;
}

/** "Move to …": the stages that a deal can go to, by digit or arrow. */
export function MoveMenu({ deal, pipeline, place, onClose, children }: MoveMenuProps) {
  const t = useText('deals');
  const { begin } = useDealMoves();
  const mayExcept = useCan('deals:override');
  const stages = reachableStages(pipeline, deal.stage_id);
  const others = mayExcept
    ? enterableStages(pipeline).filter((one) => one.id !== deal.stage_id && !stages.includes(one))
    : [];
  const go = (stageId: string) => {
    onClose();
    begin(deal, stageId, place);
  };
  useHotkeys(stages.slice(0, 9).map((stage, index) => [String(index + 1), () => go(stage.id)]));
  return (
    <Menu
      opened
      onChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      position="bottom-start"
      returnFocus
      // Without keydown: the very key that opens it would close it again.
      clickOutsideEvents={['mousedown', 'touchstart']}
    >
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('move.to')}</Menu.Label>
        {stages.map((stage, index) => (
          <Menu.Item
            key={stage.id}
            leftSection={<StageDot color={stage.color} />}
            rightSection={index < 9 ? <Kbd keys={String(index + 1)} /> : undefined}
            onClick={() => go(stage.id)}
          >
            <span className={styles.name}>{stage.name}</span>
          </Menu.Item>
        ))}
        {others.length > 0 && <Menu.Label>{t('exception.as')}</Menu.Label>}
        {others.map((stage) => (
          <Menu.Item
            key={stage.id}
            leftSection={<StageDot color={stage.color} />}
            onClick={() => go(stage.id)}
          >
            <span className={styles.name}>{stage.name}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
