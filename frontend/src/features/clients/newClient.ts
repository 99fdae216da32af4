import type { ClientsCreateBody, SimilarBody, SimilarClient } from '@/api/contract';

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

/** The candidates of a `client_exists` problem, as the search for similar clients tells them too. */
export function candidatesOf(params: Readonly<Record<string, unknown>>): SimilarClient[] {
  if (!Array.isArray(params.candidates)) return [];
  return params.candidates.filter(
    (candidate: unknown): candidate is SimilarClient =>
      typeof candidate === 'object' &&
      candidate !== null &&
      Array.isArray((candidate as Partial<SimilarClient>).reasons),
  );
}

const enoughLetters = 3;
/** A shorter piece of a number is found in too many. */
const enoughDigits = 7;
const longestName = 200;
const longestPhone = 60;

/** What whoever this may be is looked for by; null while too little is known. */
export function soughtOf(draft: NewClientDraft): SimilarBody | null {
  const name = draft.name.trim();
  const phone = draft.phone.trim();
  const email = draft.email.trim();
  const hasPhone = phone.length <= longestPhone && phone.replaceAll(/\D/g, '').length >= enoughDigits;
  const hasEmail = /.@.+\../.test(email);
  if (name.length < enoughLetters && !hasPhone && !hasEmail) return null;
  return {
    kind: draft.kind,
    name: name.length < enoughLetters ? '' : name.slice(0, longestName),
    phones: hasPhone ? [phone] : [],
    emails: hasEmail ? [email] : [],
    company_id: draft.kind === 'person' ? draft.company?.id : undefined,
  };
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
