/** Money travels as decimal strings ("48000000.00"); here is the little arithmetic that a screen needs, without floats. */

const pattern = /^-?\d+(\.\d+)?$/;

/**
 * A typed amount ("48 000 000,5", "1'200.00") as a plain decimal string; null when it is not a number.
 *
 * "1.250" are a thousand and a quarter thousand, unless `thirds` says which mark begins a fraction of three digits, as
 * some currencies have.
 */
export function parseDecimal(text: string, thirds?: string): string | null {
  const compact = text.replaceAll(/[\s'’\u00a0\u202f]/g, '');
  if (compact === '') return null;
  const lastSeparator = Math.max(compact.lastIndexOf(','), compact.lastIndexOf('.'));
  const separators = compact.match(/[.,]/g)?.length ?? 0;
  const tail = compact.length - lastSeparator - 1;
  const isThird = thirds !== undefined && tail === 3 && compact.indexOf(thirds) === lastSeparator;
  const isFraction = lastSeparator >= 0 && (isThird || (separators === 1 ? tail !== 3 : tail <= 2));
  const whole = (isFraction ? compact.slice(0, lastSeparator) : compact).replaceAll(/[.,]/g, '');
  const fraction = isFraction ? compact.slice(lastSeparator + 1) : '';
  const decimal = fraction === '' ? whole : `${whole === '' ? '0' : whole}.${fraction}`;
  return pattern.test(decimal) ? decimal : null;
}

/** The value as a number for bars and shares; a figure that people read is formatted from the string. */
export function decimalToNumber(value: string | null | undefined): number {
  const number = Number(value ?? 0);
  return Number.isFinite(number) ? number : 0;
}

/** "48000000.00" → "48000000"; "12.50" → "12.50": a fraction is shown only when there is one. */
export function trimDecimal(value: string): string {
  return value.replace(/\.0*$/, '');
}
