const months = 12;

/** The month so many months later (or earlier) than "YYYY-MM". */
export function monthAfter(month: string, step: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * months + number - 1 + step;
  return `${Math.floor(index / months)}-${String((index % months) + 1).padStart(2, '0')}`;
}

/** "YYYY-MM", or nothing when the address says something else. */
export function monthOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^20\d\d-(0[1-9]|1[0-2])$/.test(value) ? value : undefined;
}
