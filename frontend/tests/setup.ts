import { afterEach, vi } from 'vitest';

class SilentObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

/** jsdom knows neither media queries nor the observers that Mantine asks for. */
async function prepareDocument(): Promise<void> {
  const { cleanup } = await import('@testing-library/react');
  afterEach(cleanup);
  Object.defineProperty(window, 'matchMedia', {
    writable: true,
    value: (query: string) => ({
      matches: false,
      media: query,
      onchange: null,
      addEventListener: vi.fn(),
      removeEventListener: vi.fn(),
      dispatchEvent: vi.fn(),
    }),
  });
  Object.assign(window, { ResizeObserver: SilentObserver, IntersectionObserver: SilentObserver });
  Element.prototype.scrollIntoView = () => undefined;
}

if (typeof document !== 'undefined') await prepareDocument();
