/** Reads one value of an address's search part; anything else than text counts as absent. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `?new=true` opens the form for a new record. */
export function flagOf(value: unknown): true | undefined {
  return value === true || value === 'true' || value === 1 ? true : undefined;
}
