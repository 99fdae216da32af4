import type { TableImport } from '@/api/contract';

const working: ReadonlySet<TableImport['state']> = new Set(['reading', 'checking', 'running', 'undoing']);

/** The server has it in hand. */
export function isWorking({ state }: Pick<TableImport, 'state'>): boolean {
  return working.has(state);
}

/** What became of rows, in the order in which a person asks. */
export const outcomes = [
  'created',
  'looks_like',
  'updated',
  'unchanged',
  'skipped',
  'failed',
  'removed',
  'restored',
  'kept',
] as const;
