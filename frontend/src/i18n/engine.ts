import dayjs from 'dayjs';
import i18next from 'i18next';
import { createStore } from '@/lib/store';
import { flattenCatalogue, type CatalogueNode } from './flatten';
import { isLanguage, languages, pickLanguage, type Language } from './languages';

const storageKey = 'baton.language';

type Catalogues = Record<string, CatalogueNode>;
type Loaders = Record<Language, () => Promise<{ catalogues: Catalogues }>>;

/** What the day and the frame around every screen say. A language is a chunk that comes only when it is chosen. */
const loaders: Loaders = {
  en: () => import('./en'),
  ru: () => import('./ru'),
  es: () => import('./es'),
  uz: () => import('./uz'),
  ka: () => import('./ka'),
  mn: () => import('./mn'),
};

/** What all other screens say: it comes behind the first one. */
const laterLoaders: Loaders = {
  en: () => import('./en/later'),
  ru: () => import('./ru/later'),
  es: () => import('./es/later'),
  uz: () => import('./uz/later'),
  ka: () => import('./ka/later'),
  mn: () => import('./mn/later'),
};

const dateLoaders: Record<Language, () => Promise<unknown>> = {
  en: () => Promise.resolve(),
  ru: () => import('dayjs/locale/ru'),
  es: () => import('dayjs/locale/es'),
  uz: () => import('dayjs/locale/uz-latn'),
  ka: () => import('dayjs/locale/ka'),
  mn: () => import('dayjs/locale/mn'),
};

/** The language on screen; changes only when its texts are there. */
export const languageStore = createStore<Language>('en');

/** Makes the texts ready. Resolves before the first render, so that no key is ever seen. */
export async function startTranslations(): Promise<void> {
  await startFirstTranslations();
  await laterTexts();
}

/** Makes those of the first screen ready; whoever shows another one waits for `laterTexts`. */
export async function startFirstTranslations(): Promise<void> {
  await i18next.init({
    fallbackLng: false,
    defaultNS: 'common',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: {},
  });
  await show(rememberedLanguage());
}

let arriving: { language: Language; texts: Promise<void> } | null = null;
let arrived: Language | null = null;

/** The texts of the other screens, fetched once; undefined when they are there. */
export function laterTexts(): Promise<void> | undefined {
  const language = languageStore.get();
  if (arrived === language) return undefined;
  if (arriving?.language !== language) {
    const texts = add(language, laterLoaders).then(
      () => {
        arrived = language;
      },
      (error: unknown) => {
        // Asked again, it is fetched again.
        arriving = null;
        throw error;
      },
    );
    arriving = { language, texts };
  }
  return arriving.texts;
}

/** Shows everything in another language from now on. */
export async function setLanguage(language: Language): Promise<void> {
  await add(language, laterLoaders);
  arrived = language;
  await show(language);
}

async function add(language: Language, from: Loaders): Promise<void> {
  const { catalogues } = await from[language]();
  for (const [namespace, catalogue] of Object.entries(catalogues)) {
    i18next.addResourceBundle(language, namespace, flattenCatalogue(catalogue), false, true);
  }
}

async function show(language: Language): Promise<void> {
  await Promise.all([add(language, loaders), dateLoaders[language]()]);
  await i18next.changeLanguage(language);
  dayjs.locale(languages[language].dayjs);
  document.documentElement.lang = language;
  remember(language);
  languageStore.set(language);
}

function rememberedLanguage(): Language {
  try {
    const stored = localStorage.getItem(storageKey);
    if (isLanguage(stored)) return stored;
  } catch {
    // Storage may be forbidden; the browser's wish is good enough.
  }
  return pickLanguage(navigator.languages);
}

function remember(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Not remembered then.
  }
}
