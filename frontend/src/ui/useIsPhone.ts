import { useMediaQuery } from '@mantine/hooks';

/** True on a screen as narrow as a phone's; the style sheets ask the same by @media (max-width: 47.99em). */
export function useIsPhone(): boolean {
  return useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
}

/** True where a card beside the list covers the list instead; the style sheets ask by @media (max-width: 63.99em). */
export function usePanelCovers(): boolean {
  return useMediaQuery('(max-width: 63.99em)', false, { getInitialValueInEffect: false });
}
