/** The colours that a choice can have, by the tones of chips. */
export const choiceTones = ['accent', 'done', 'warning', 'danger'] as const;

/** The tone of a choice's colour; colours that programs gave by number are shown neutral. */
export function toneOf(color: string | null) {
  return choiceTones.find((tone) => tone === color) ?? 'neutral';
}
