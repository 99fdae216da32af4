/** The languages of the screens; the key is what the API keeps as `locale`. */
export const languages = {
  en: { name: 'English', dayjs: 'en', numbers: 'en' },
  ru: { name: 'Русский', dayjs: 'ru', numbers: 'ru' },
  es: { name: 'Español', dayjs: 'es', numbers: 'es' },
  uz: { name: 'Oʻzbekcha', dayjs: 'uz-latn', numbers: 'ru' },
  ka: { name: 'ქართული', dayjs: 'ka', numbers: 'ru' },
  mn: { name: 'Монгол', dayjs: 'mn', numbers: 'en' },
} as const satisfies Record<string, { name: string; dayjs: string; numbers: string }>;

/** `numbers` is a proxy: Chromium has no Intl data for Uzbek, Georgian and Mongolian. */
export type Language = keyof typeof languages;

export const languageCodes = Object.keys(languages) as Language[];

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(languages, value);
}

/** The best language for a list of wishes such as navigator.languages. */
export function pickLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const code = wish.toLowerCase().split('-')[0];
    if (isLanguage(code)) return code;
  }
  return 'en';
}
