export const timeline = {
  client: {
    created: 'Client created',
    updated: 'Client changed',
    note_added: 'Note',
  },
  deal: {
    created: 'Deal opened',
    updated: 'Deal changed',
    moved: 'Deal moved',
    won: 'Deal won',
    lost: 'Deal lost',
  },
  task: {
    created: 'Planned',
    updated: 'Plan changed',
    completed: 'Done',
    cancelled: 'Called off',
  },
  call: {
    started: 'Call',
    ended: 'Call ended',
    missed: 'Missed call',
    outcome_set: 'Outcome of the call',
  },
} as const;
