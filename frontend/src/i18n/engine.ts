import dayjs from 'dayjs';
import i18next from 'i18next';
import { createStore } from '@/lib/store';
import { flattenCatalogue, type CatalogueNode } from './flatten';
import { isLanguage, languages, pickLanguage, type Language } from './languages';

const storageKey = 'baton.language';

type Catalogues = Record<string, CatalogueNode>;

/** Each language is a chunk of its own and comes only when it is chosen. */
const loaders: Record<Language, () => Promise<{ catalogues: Catalogues }>> = {
  en: () => import('./en'),
  ru: () => import('./ru'),
  es: () => import('./es'),
  uz: () => import('./uz'),
  ka: () => import('./ka'),
  mn: () => import('./mn'),
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
  await i18next.init({
    fallbackLng: false,
    defaultNS: 'common',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: {},
  });
  await setLanguage(rememberedLanguage());
}

/** Shows everything in another language from now on. */
export async function setLanguage(language: Language): Promise<void> {
  const [{ catalogues }] = await Promise.all([loaders[language](), dateLoaders[language]()]);
  for (const [namespace, catalogue] of Object.entries(catalogues)) {
    i18next.addResourceBundle(language, namespace, flattenCatalogue(catalogue), false, true);
  }
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
