import type { RefObject } from 'react';
import type { Stage } from '@/api/contract';
import { useDragOrder } from '@/ui/useDragOrder';
import type { Edge } from './stageOrder';

interface StageDrag {
  row: RefObject<HTMLElement | null>;
  handle: RefObject<HTMLElement | null>;
  stage: Stage;
  isEnabled: boolean;
  /** Another stage of the same kind was dropped before or after this one. */
  onDrop: (draggedId: string, edge: Edge) => void;
}

/** Lets a stage be dragged by its handle among those of its kind. */
export function useStageDrag({ stage, ...drag }: StageDrag) {
  return useDragOrder({ ...drag, id: stage.id, kind: `stage ${stage.semantics}` });
}
