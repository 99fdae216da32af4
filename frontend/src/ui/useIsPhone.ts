import { useMediaQuery } from '@mantine/hooks';

/** True on a screen as narrow as a phone's; the style sheets ask the same by @media (max-width: 47.99em). */
export function useIsPhone(): boolean {
  return useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
}
