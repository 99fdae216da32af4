/** What the person may want to see alone. */
export const timelineKinds = ['all', 'notes', 'calls', 'deals', 'tasks', 'changes'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

const types: Record<Exclude<TimelineKind, 'all'>, string[]> = {
  notes: ['note.added'],
  calls: ['call.ended', 'call.missed', 'call.outcome_recorded'],
  deals: ['deal.created', 'deal.changed', 'deal.moved', 'deal.won', 'deal.lost'],
  tasks: ['task.created', 'task.completed', 'task.cancelled'],
  changes: [
    'client.created',
    'client.changed',
    'client.consent_recorded',
    'client.employment_changed',
    'client.shared',
    'client.revealed',
    'file.added',
    'file.removed',
    'file.restored',
  ],
};

/** The event types of a kind. Never all there are: the steps of a call before its end say nothing afterwards. */
export function typesOf(kind: TimelineKind): string[] {
  return kind === 'all' ? Object.values(types).flat() : types[kind];
}
