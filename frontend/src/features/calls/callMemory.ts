import type { CallMemory } from './callsInHand';
import type { OutcomeDraft } from './outcomeDraft';

const asideKey = 'baton.callsPutAside';
const draftsKey = 'baton.callDrafts';
const mostRemembered = 50;

/** What this window remembers over a reload: which calls were put aside, and what was written about the others. */
export function rememberAside(id: string): void {
  write(asideKey, [...asideIds(), id].slice(-mostRemembered));
}

export function rememberDraft(id: string, edits: Partial<OutcomeDraft> | null): void {
  const others = Object.entries(drafts()).filter(([known]) => known !== id);
  write(
    draftsKey,
    Object.fromEntries(edits === null ? others : [...others.slice(-mostRemembered), [id, edits]]),
  );
}

export function rememberedDraft(id: string): Partial<OutcomeDraft> {
  return drafts()[id] ?? {};
}

export function rememberedCalls(): CallMemory {
  return { hidden: new Set(asideIds()), begun: new Set(Object.keys(drafts())) };
}

function asideIds(): string[] {
  const stored = read(asideKey);
  return Array.isArray(stored) ? stored.filter((id): id is string => typeof id === 'string') : [];
}

function drafts(): Record<string, Partial<OutcomeDraft>> {
  const stored = read(draftsKey);
  return typeof stored === 'object' && stored !== null
    ? (stored as Record<string, Partial<OutcomeDraft>>)
    : {};
}

function read(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Not remembered then.
  }
}
