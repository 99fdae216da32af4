import i18next from 'i18next';
import { useMemo } from 'react';
import { useStore } from '@/lib/store';
import type { EnglishCatalogues } from './en';
import { languageStore } from './engine';
import type { TextArguments, TextKey } from './types';

export type Feature = keyof EnglishCatalogues;

export type Text<F extends Feature> = <Key extends TextKey<EnglishCatalogues[F]>>(
  key: Key,
  ...parameters: TextArguments<EnglishCatalogues[F], Key>
) => string;

/**
 * The texts of one feature: `const t = useText('deals'); t('board.empty')`. Keys, plurals and placeholders are
 * checked by the compiler; the component renders again when the language changes.
 */
export function useText<F extends Feature>(feature: F): Text<F> {
  const language = useStore(languageStore);
  return useMemo(() => fixedText(feature, language), [feature, language]);
}

/** The same outside React (messages of the API client). Don't keep what it returns: the language may change. */
export function text<F extends Feature>(feature: F): Text<F> {
  return fixedText(feature, languageStore.get());
}

function fixedText<F extends Feature>(feature: F, language: string): Text<F> {
  const translate = i18next.getFixedT(language, feature);
  return (key, ...parameters) => translate(key, parameters[0] ?? {});
}

/** For a key that comes from the API (an outcome, a problem's code, an event's type); undefined when it is not known. */
export function maybeText(
  feature: Feature,
  key: string,
  parameters?: Record<string, unknown>,
): string | undefined {
  const language = languageStore.get();
  if (!i18next.exists(key, { lng: language, ns: feature })) return undefined;
  return i18next.getFixedT(language, feature)(key, parameters ?? {});
}
