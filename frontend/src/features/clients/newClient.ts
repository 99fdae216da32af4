import type { ClientsCreateBody } from '@/api/contract';

/** What is typed into the form of a new client; only the name is needed. */
export interface NewClientDraft {
  kind: 'person' | 'company';
  name: string;
  phone: string;
  email: string;
  company: { id: string; name: string } | null;
  position: string;
  tags: string[];
  source: string;
  note: string;
}

export const emptyDraft: NewClientDraft = {
  kind: 'person',
  name: '',
  phone: '',
  email: '',
  company: null,
  position: '',
  tags: [],
  source: '',
  note: '',
};

/** A client in whose record the phone or the e-mail stands already. Of a colleague's only the colleague is told. */
export interface Candidate {
  id: string | null;
  name: string | null;
  owner_name: string | null;
  matched: 'phone' | 'email';
}

/** The candidates of a `client_exists` problem; what is not understood is left out. */
export function candidatesOf(params: Readonly<Record<string, unknown>>): Candidate[] {
  if (!Array.isArray(params.candidates)) return [];
  return params.candidates.flatMap((candidate: unknown): Candidate[] => {
    if (typeof candidate !== 'object' || candidate === null) return [];
    const { id, name, owner_name, matched } = candidate as Record<string, unknown>;
    if (matched !== 'phone' && matched !== 'email') return [];
    return [{ id: textOrNull(id), name: textOrNull(name), owner_name: textOrNull(owner_name), matched }];
  });
}

/** What is sent: nothing that was left empty. */
export function bodyOf(draft: NewClientDraft, allowsDuplicate: boolean): ClientsCreateBody {
  const phone = draft.phone.trim();
  const email = draft.email.trim();
  const given = (text: string) => (text.trim() === '' ? undefined : text.trim());
  const isPerson = draft.kind === 'person';
  return {
    kind: draft.kind,
    name: draft.name.trim(),
    company_id: isPerson ? draft.company?.id : undefined,
    position: isPerson ? given(draft.position) : undefined,
    source: given(draft.source),
    note: given(draft.note),
    tags: draft.tags,
    contact_points: [
      ...(phone === '' ? [] : [{ kind: 'phone' as const, value: phone, is_main: true }]),
      ...(email === '' ? [] : [{ kind: 'email' as const, value: email, is_main: true }]),
    ],
    allow_duplicate: allowsDuplicate,
  };
}

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);
