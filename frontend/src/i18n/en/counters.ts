export const counters = {
  of: 'of {{target}}',
  left: '{{remaining}} to go',
  done: 'plan done',
  noPlan: 'no plan set',
  expected: 'By today: {{expected}}',
  title: 'Plan and fact',
  deals_won: 'Deals closed in {{month}}',
  deals_won_amount: 'Revenue',
  calls_made: 'Calls made',
  calls_answered: 'Calls answered',
  meetings_held: 'Meetings held',
  today: '{{name}} today',
} as const;
