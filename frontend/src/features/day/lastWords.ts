import type { TimelineEntry } from '@/api/contract';

const wordFields = ['note', 'text'] as const;

/** The newest words that somebody wrote about a client: a note, the result of a call or of a task. */
export function lastWords(entries: readonly TimelineEntry[]): { words: string; at: string } | undefined {
  for (const entry of entries) {
    for (const field of wordFields) {
      const value = entry.data[field];
      if (typeof value === 'string' && value.trim() !== '') return { words: value.trim(), at: entry.at };
    }
  }
  return undefined;
}
