/** A yes that this browser remembers; storage may be forbidden, then it is forgotten. */
export function readFlag(name: string): boolean {
  try {
    return localStorage.getItem(name) === 'yes';
  } catch {
    return false;
  }
}

export function writeFlag(name: string): void {
  try {
    localStorage.setItem(name, 'yes');
  } catch {
    // Not remembered then.
  }
}
