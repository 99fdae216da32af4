export const around = {
  people: {
    title: 'Who takes part',
    add: 'Add somebody: name or phone',
    role: '{{person}}: the part',
    remove: 'Take {{person}} out',
  },
  roles: {
    decision_maker: 'Decides',
    influencer: 'Has a say',
    buyer: 'Buys',
    user: 'Will use it',
    gatekeeper: 'Leads to those who decide',
    other: 'Takes part',
  },
  rivals: {
    title: 'Competitors',
    add: 'Add a competitor',
    new: 'New: “{{name}}”',
    status: '{{name}}: how it stands',
    note: '{{name}}: a note',
    noteHint: 'What they offer',
    remove: 'Take {{name}} out',
    rename: '{{name}}: rename',
    listed: 'Offered in deals',
  },
  standing: {
    running: 'In the running',
    out: 'Out',
    won: 'Won the deal',
  },
  partIn: {
    title: 'Takes part in deals',
  },
} as const;
