import { createStore } from '@/lib/store';

export type Overlay = 'palette' | 'keys';

/** What stands above the screen now. */
export const overlayStore = createStore<Overlay | null>(null);

export function openOverlay(overlay: Overlay): void {
  overlayStore.set(overlay);
}

export function closeOverlay(): void {
  overlayStore.set(null);
}
