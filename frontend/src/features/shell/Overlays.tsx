import { lazy, Suspense, useEffect } from 'react';
import { useStore } from '@/lib/store';
import { overlayStore } from './overlayStore';

const loadPalette = () => import('./Palette');
const Palette = lazy(loadPalette);
const KeysHelp = lazy(() => import('./KeysHelp'));

/** What is not needed for the first screen. */
export function Overlays() {
  const overlay = useStore(overlayStore);
  // Fetched when the first screen is quiet, so that the first ⌘K loses no letter.
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), 1500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Suspense fallback={null}>
      {overlay === 'palette' && <Palette />}
      {overlay === 'keys' && <KeysHelp />}
    </Suspense>
  );
}
