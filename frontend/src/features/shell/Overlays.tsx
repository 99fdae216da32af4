import { lazy, Suspense } from 'react';
import { useStore } from '@/lib/store';
import { overlayStore } from './overlayStore';

const Palette = lazy(() => import('./Palette'));
const KeysHelp = lazy(() => import('./KeysHelp'));

/** Comes from the server only when it is asked for. */
export function Overlays() {
  const overlay = useStore(overlayStore);
  return (
    <Suspense fallback={null}>
      {overlay === 'palette' && <Palette />}
      {overlay === 'keys' && <KeysHelp />}
    </Suspense>
  );
}
