export interface Colleague {
  id: string;
  name: string;
}

const mention = /<@([0-9a-f-]{36})>/g;
/** A name is begun at the start of a word; it may have spaces, but no line is crossed. */
const begun = /(?:^|\s)@([^\s@<>][^@<>\n]{0,40}|)$/u;

/** What stands between the last `@` and the caret, when a name may be meant; null otherwise. */
export function queryBefore(text: string, caret: number): string | null {
  return begun.exec(text.slice(0, caret))?.[1] ?? null;
}

/** Those whose name, or a later word of it, begins with what was typed. */
export function matching(people: readonly Colleague[], query: string): Colleague[] {
  const typed = query.trim().toLocaleLowerCase();
  return people.filter(({ name }) => ` ${name.toLocaleLowerCase()}`.includes(` ${typed}`));
}

/** The text with a colleague in the place of what was typed after `@`, and where the caret stands then. */
export function picked(text: string, caret: number, query: string, name: string) {
  const before = `${text.slice(0, caret - query.length)}${name} `;
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length };
}

/** The text as it is kept: ids in the place of the names that were chosen. Longer names go first: one may begin another. */
export function withIds(text: string, chosen: readonly Colleague[]): string {
  const longest = [...chosen].sort((left, right) => right.name.length - left.name.length);
  return longest.reduce((known, { id, name }) => known.replaceAll(`@${name}`, `<@${id}>`), text);
}

/** The text as it is read. */
export function withNames(text: string, nameOf: (id: string) => string | undefined): string {
  return text.replaceAll(mention, (_, id: string) => `@${nameOf(id) ?? '…'}`);
}
