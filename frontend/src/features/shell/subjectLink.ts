import type { LinkProps } from '@tanstack/react-router';

interface Subject {
  type: string;
  id: string;
}

/** Where a record is looked at; undefined for a kind that has no card. */
export function subjectLink(subject: Subject | null): LinkProps | undefined {
  if (subject === null) return undefined;
  if (subject.type === 'client') return { to: '/clients/$clientId', params: { clientId: subject.id } };
  if (subject.type === 'deal') return { to: '/deals/$dealId', params: { dealId: subject.id } };
  if (subject.type === 'call') return { to: '/calls/$callId', params: { callId: subject.id } };
  if (subject.type === 'task') return { to: '/tasks' };
  return undefined;
}
