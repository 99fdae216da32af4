import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useEffectEvent, useState, type RefObject } from 'react';

export type Edge = 'before' | 'after';

interface DragOrder {
  row: RefObject<HTMLElement | null>;
  handle: RefObject<HTMLElement | null>;
  id: string;
  /** What is ordered among each other: only of this a row takes something in. */
  kind: string;
  isEnabled: boolean;
  /** Another one was dropped before or after this one. */
  onDrop: (draggedId: string, edge: Edge) => void;
}

const edgeAt = (element: Element, y: number): Edge => {
  const { top, height } = element.getBoundingClientRect();
  return y < top + height / 2 ? 'before' : 'after';
};

/** Lets a row be dragged by its handle and take in others of its kind. `edge` is where the dragged one would come. */
export function useDragOrder({ row, handle, id, kind, isEnabled, onDrop }: DragOrder) {
  const [isDragged, setDragged] = useState(false);
  const [edge, setEdge] = useState<Edge | null>(null);
  const dropped = useEffectEvent(onDrop);
  useEffect(() => {
    const element = row.current;
    const dragHandle = handle.current;
    if (element === null || dragHandle === null || !isEnabled) return;
    return combine(
      draggable({
        element,
        dragHandle,
        getInitialData: () => ({ kind, id }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data.kind === kind && source.data.id !== id,
        onDrag: ({ location }) => setEdge(edgeAt(element, location.current.input.clientY)),
        onDragLeave: () => setEdge(null),
        onDrop: ({ source, location }) => {
          setEdge(null);
          dropped(String(source.data.id), edgeAt(element, location.current.input.clientY));
        },
      }),
    );
  }, [row, handle, id, kind, isEnabled]);
  return { isDragged, edge };
}

/** The order of ids with one of them, or a new one, before or after another. */
export function placed(ids: readonly string[], dragged: string, target: string, edge: Edge): string[] {
  const rest = ids.filter((id) => id !== dragged);
  const place = rest.indexOf(target) + (edge === 'after' ? 1 : 0);
  return [...rest.slice(0, place), dragged, ...rest.slice(place)];
}
