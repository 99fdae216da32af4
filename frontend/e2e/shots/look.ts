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
const everyLanguage = ['en', 'ru', 'es', 'uz', 'ka', 'mn'];
const languages = (process.env.SHOT_LANGUAGES ?? 'en,ru,ka').split(',');
/** Where the pictures go. */
const folder = process.env.SHOT_FOLDER ?? 'shots';
const themes = (process.env.SHOT_THEMES ?? 'light,dark').split(',');

const rules = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

interface Look {
  /** The name of the picture's file. */
  name: string;
  address: string;
  tables: MockTable[];
  /** What to do before the picture is taken. */
  before?: (page: Page) => Promise<void>;
}

/** What CI looks at without drawing: each screen in one of these, by its name. They differ in all that matters. */
const checked = ['wide light en', 'phone dark ru'];
/** English is drawn in both themes; the other languages need only the light one. */
const isDrawn = (size: string, theme: string, language: string) =>
  size in sizes &&
  themes.includes(theme) &&
  languages.includes(language) &&
  (theme === 'light' || language === languages[0]);

/**
 * Lets axe look at a screen. The project `shots` draws it wide and as a phone, light and dark, in several languages;
 * the project `looks` takes only one of these and draws nothing.
 */
export function look({ name, address, tables, before }: Look): void {
  const variant = checked[name.length % checked.length];
  for (const [size, viewport] of Object.entries(everySize)) {
    for (const theme of ['light', 'dark']) {
      for (const language of everyLanguage) {
        const tag = [
          ...(isDrawn(size, theme, language) ? ['@shot'] : []),
          ...(variant === `${size} ${theme} ${language}` ? ['@look'] : []),
        ];
        if (tag.length === 0) continue;
        test(`${name} ${size} ${theme} ${language}`, { tag }, async ({ page }, { project }) => {
          const draws = project.name === 'shots';
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
          if (draws) {
            await page.waitForTimeout(300);
            await page.screenshot({ path: `${folder}/${name}-${size}-${theme}-${language}.png` });
          }
          const found = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(rules).analyze();
          expect(
            found.violations
              .filter(({ impact }) => draws || impact === 'serious' || impact === 'critical')
              .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`),
          ).toEqual([]);
          expect(await sidewaysScroll(page), 'scrolls sideways').toBeLessThanOrEqual(0);
        });
      }
    }
  }
}

/** By how much the page is wider than the window; what slides inside a part of its own does not count. */
const sidewaysScroll = (page: Page) =>
  page.evaluate(() =>
    Math.max(
      ...[document.documentElement, ...document.querySelectorAll('main')].map(
        (element) => element.scrollWidth - element.clientWidth,
      ),
    ),
  );

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
