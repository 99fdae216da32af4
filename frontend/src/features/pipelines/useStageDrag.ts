import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
import type { Stage } from '@/api/contract';
import type { Edge, Semantics } from './stageOrder';

const isStage = (
  data: Record<string, unknown>,
): data is { kind: 'stage'; id: string; semantics: Semantics } => data.kind === 'stage';

const edgeAt = (element: Element, y: number): Edge => {
  const { top, height } = element.getBoundingClientRect();
  return y < top + height / 2 ? 'before' : 'after';
};

interface StageDrag {
  row: RefObject<HTMLElement | null>;
  handle: RefObject<HTMLElement | null>;
  stage: Stage;
  isEnabled: boolean;
  /** Another stage of the same kind was dropped before or after this one. */
  onDrop: (draggedId: string, edge: Edge) => void;
}

/** Lets a row be dragged by its handle and take in others of its kind. `edge` is where the dragged one would come. */
export function useStageDrag({ row, handle, stage, isEnabled, onDrop }: StageDrag) {
  const [isDragged, setDragged] = useState(false);
  const [edge, setEdge] = useState<Edge | null>(null);
  const { id, semantics } = stage;
  const dropped = useEffectEvent(onDrop);
  useEffect(() => {
    const element = row.current;
    const dragHandle = handle.current;
    if (element === null || dragHandle === null || !isEnabled) return;
    return combine(
      draggable({
        element,
        dragHandle,
        getInitialData: () => ({ kind: 'stage', id, semantics }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) =>
          isStage(source.data) && source.data.semantics === semantics && source.data.id !== id,
        onDrag: ({ location }) => setEdge(edgeAt(element, location.current.input.clientY)),
        onDragLeave: () => setEdge(null),
        onDrop: ({ source, location }) => {
          setEdge(null);
          if (isStage(source.data)) dropped(source.data.id, edgeAt(element, location.current.input.clientY));
        },
      }),
    );
  }, [row, handle, id, semantics, isEnabled]);
  return { isDragged, edge };
}
