const georgian = /\p{Script=Georgian}/u;

/** At most two capital letters of a name: "Дилноза Каримова" → "ДК". Quotes and brackets are not letters. */
export function initials(name: string): string {
  const words = name
    .split(/[\s«»"“”()]+/u)
    .map((word) => word.match(/[\p{L}\p{N}]/u)?.[0] ?? '')
    .filter(Boolean);
  const first = words[0] ?? '';
  const second = words.length > 1 ? (words[words.length - 1] ?? '') : '';
  // Georgian is not written with capitals, though Unicode has some for headlines.
  return `${first}${second}`.replaceAll(/./gu, (letter) => (georgian.test(letter) ? letter : letter.toUpperCase()));
}
