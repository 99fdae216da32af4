export const timeline = {
  client: {
    created: 'Client created',
    changed: 'Client changed',
    revealed: 'Contacts revealed',
    consent_recorded: 'Consent recorded',
    employment_changed: 'Other companies changed',
  },
  segment: {
    entered: 'Entered a segment',
    left: 'Left a segment',
  },
  note: {
    added: 'Note',
    pinned: 'Note pinned',
  },
  deal: {
    created: 'Deal opened',
    changed: 'Deal changed',
    moved: 'Deal moved on',
    won: 'Deal won',
    lost: 'Deal lost',
  },
  task: {
    created: 'Planned',
    changed: 'Plan changed',
    completed: 'Done',
    cancelled: 'Called off',
  },
  call: {
    ringing: {
      in: 'Incoming call',
      out: 'Outgoing call',
    },
    answered: {
      in: 'Call answered',
      out: 'The client answered',
    },
    ended: 'Call ended',
    missed: 'Missed call',
    outcome_recorded: 'Outcome of the call',
  },
  stages: '{{from}} → {{to}}',
  talked: 'Talked {{duration}}',
  due: 'for {{when}}',
  stayed: {
    one: '{{count}} day on the stage',
    other: '{{count}} days on the stage',
  },
  outcomes: {
    agreed: 'Agreed',
    call_back: 'Call back',
    no_answer: 'No answer',
    wrong_number: 'Wrong number',
    held: 'Held',
    not_held: 'Not held',
    sent: 'Sent',
    done: 'Done',
    taken: 'Taken into work',
    resolved: 'Resolved',
    spam: 'Spam',
  },
} as const;
