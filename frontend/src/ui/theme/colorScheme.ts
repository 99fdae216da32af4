import { isMantineColorScheme, type MantineColorSchemeManager } from '@mantine/core';

const storageKey = 'baton.theme';

/** Keeps the theme under the name that public/first-paint.js reads; "system" is Mantine's "auto". */
export const colorSchemeManager: MantineColorSchemeManager = {
  get(fallback) {
    try {
      const stored = localStorage.getItem(storageKey);
      if (stored === 'system') return 'auto';
      return isMantineColorScheme(stored) ? stored : fallback;
    } catch {
      return fallback;
    }
  },
  set(value) {
    try {
      localStorage.setItem(storageKey, value === 'auto' ? 'system' : value);
    } catch {
      // Not remembered then.
    }
  },
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};
