/** How the digits after the country code are grouped, by country code. */
const groupings: readonly (readonly [code: string, sizes: readonly number[]])[] = [
  ['998', [2, 3, 2, 2]],
  ['995', [3, 2, 2, 2]],
  ['976', [4, 4]],
  ['996', [3, 3, 3]],
  ['992', [2, 3, 2, 2]],
  ['380', [2, 3, 2, 2]],
  ['375', [2, 3, 2, 2]],
  ['34', [3, 3, 3]],
  ['52', [2, 4, 4]],
  ['54', [2, 4, 4]],
  ['7', [3, 3, 2, 2]],
  ['1', [3, 3, 4]],
];

/** An E.164 number as people read it: "+998901234567" → "+998 90 123-45-67". Anything else is left as it is. */
export function formatPhone(value: string): string {
  if (!/^\+\d{7,15}$/.test(value)) return value;
  const digits = value.slice(1);
  const found = groupings.find(
    ([code, sizes]) => digits.startsWith(code) && digits.length === code.length + sum(sizes),
  );
  if (found === undefined) return `+${digits.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ' ')}`;
  const [code, sizes] = found;
  let rest = digits.slice(code.length);
  const groups = sizes.map((size) => {
    const group = rest.slice(0, size);
    rest = rest.slice(size);
    return group;
  });
  const [first, second, ...others] = groups;
  return `+${code} ${first} ${[second, ...others].join('-')}`;
}

/** Does what somebody typed look like a phone number rather than a name? */
export function looksLikePhone(text: string): boolean {
  return /^[\d\s()+.-]{4,}$/.test(text.trim()) && /\d{3}/.test(text);
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
