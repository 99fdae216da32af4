export const welcome = {
  title: 'Four steps, and the department can work',
  hide: 'Hide',
  done: 'done',
  invite: {
    title: 'Invite your people',
    why: 'Each gets a link and chooses her own password.',
  },
  telephony: {
    title: 'Connect the telephone',
    why: 'The card opens before the receiver is lifted, and no missed call is lost.',
  },
  client: {
    title: 'Add the first client',
    why: 'A name is enough; the rest comes with the work.',
  },
  plan: {
    title: 'Set the plan of the month',
    why: 'Then everybody sees live how much is done and what is left.',
  },
} as const;
