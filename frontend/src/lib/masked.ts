/** What the API writes in the place of a number or an address that the person's role may not read. */
const dots = '•••';

export function isMasked(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(dots);
  return typeof value === 'object' && value !== null && 'masked' in value;
}
