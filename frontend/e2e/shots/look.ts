import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { installMockApi, type MockTable } from '../mock/server';

/** The moment of the drawings: a Saturday morning in Tashkent. */
export const drawnMoment = '2026-11-21T04:30:00Z';

const everySize = {
  wide: { width: 1440, height: 900 },
  middle: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
};
const sizes = Object.fromEntries(
  Object.entries(everySize).filter(([name]) => (process.env.SHOT_SIZES ?? 'wide,phone').split(',').includes(name)),
);
const languages = (process.env.SHOT_LANGUAGES ?? 'en,ru,ka').split(',');
/** Where the pictures go. */
const folder = process.env.SHOT_FOLDER ?? 'shots';
const themes = (process.env.SHOT_THEMES ?? 'light,dark').split(',');

interface Look {
  /** The name of the picture's file. */
  name: string;
  address: string;
  tables: MockTable[];
  /** What to do before the picture is taken. */
  before?: (page: Page) => Promise<void>;
}

/** Draws a screen wide and as a phone, light and dark, in several languages, and lets axe look at each. */
export function look({ name, address, tables, before }: Look): void {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const theme of themes) {
      for (const language of languages) {
        // English is drawn in both themes; the other languages need only the light one.
        if (theme === 'dark' && language !== languages[0]) continue;
        test(`${name} ${size} ${theme} ${language}`, async ({ page }) => {
          await page.clock.setFixedTime(drawnMoment);
          await page.setViewportSize(viewport);
          await page.addInitScript(
            ([chosenTheme, chosenLanguage]) => {
              localStorage.setItem('baton.theme', chosenTheme ?? '');
              localStorage.setItem('baton.language', chosenLanguage ?? '');
            },
            [theme, language],
          );
          await installMockApi(page, ...tables, ownLook(tables, language, theme));
          await page.goto(address);
          await page.waitForLoadState('networkidle');
          if (before !== undefined) await before(page);
          await page.waitForTimeout(300);
          await page.screenshot({ path: `${folder}/${name}-${size}-${theme}-${language}.png` });
          const found = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
            .analyze();
          expect(
            found.violations.map(
              ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
            ),
          ).toEqual([]);
        });
      }
    }
  }
}

/** The person's own language and theme would win over what the browser remembers: they are the same here. */
function ownLook(tables: MockTable[], locale: string, theme: string): MockTable {
  const { 'GET /auth/me': answer } = Object.assign({}, ...tables) as MockTable;
  if (answer === undefined) return {};
  return {
    'GET /auth/me': (request) => {
      const { status, body } = answer(request);
      const me = body as { user?: object };
      return { status, body: me.user === undefined ? me : { ...me, user: { ...me.user, locale, theme } } };
    },
  };
}
