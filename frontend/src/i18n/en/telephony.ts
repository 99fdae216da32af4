export const telephony = {
  title: 'Telephony',
  providers: {
    generic: 'Own telephone system',
  },
  about: {
    generic:
      'Asterisk, FreeSWITCH, a provider without its own line here, or your own program: anything that can send a signed web request about a call.',
    zadarma:
      'The cloud PBX of Zadarma. It tells whose telephone rings, so the card opens before that person.',
    twilio: 'Voice numbers of Twilio. Its status callbacks tell who rings and who answered.',
  },
  connections: {
    add: 'Connect a line',
    empty: 'No line is connected yet',
    emptyHint:
      'Connect your telephone line: the card of whoever calls opens by itself, every call stands in the log, and a missed one becomes a call-back.',
    off: 'switched off',
    silent: 'no event yet',
    heard: 'last event {{when}}',
    actions: 'Actions: {{name}}',
    rotate: 'New address and secret',
    rotateConsequence:
      'The old address and secret are dead at once: until you enter the new ones at the provider, no call is heard of.',
    switchOff: 'Switch off',
    switchOn: 'Switch on',
    remove: 'Remove',
    removeTitle: 'Remove “{{name}}”?',
    removeConsequence: 'Its address is dead at once. The calls stay in the log.',
  },
  form: {
    provider: 'Whose line',
    name: 'Name',
    secret: {
      zadarma: 'API secret of Zadarma',
      twilio: 'Auth token of Twilio',
    },
    secretWhere: {
      zadarma: 'In Zadarma: Settings → Integrations and API → Keys',
      twilio: 'In Twilio: Account → API keys & tokens',
    },
    create: 'Connect',
  },
  secrets: {
    address: 'Hook address',
    addressHint: 'The provider sends its events here. Keep it to yourselves.',
    secret: 'Secret',
    secretHint: 'Signs every request. It is shown this once: copy it now.',
    done: 'Done',
  },
  guide: {
    title: 'How to set it up',
    zadarma: {
      open: 'In Zadarma open Settings → Integrations and API → Notifications → Calls in the PBX.',
      paste: 'Paste the hook address. Zadarma checks it at once.',
      tick: 'Tick these events; the second one opens the card:',
    },
    twilio: {
      status:
        'In Twilio open the number → Voice → Call status changes, paste the hook address, choose HTTP POST.',
      dial: 'In the TwiML that dials your people add the callbacks, with the extension of each:',
    },
    generic: {
      send: 'Send a small JSON event to the hook address when a call comes in, rings, is answered and ends.',
      sign: 'Sign each one with the secret: HMAC-SHA256 over time and body.',
      try: 'Try it from a terminal:',
    },
    extensions:
      'In Settings → People give everybody her extension, so that the card opens before the right person.',
    check: 'Call your number: “last event” appears here and the card slides in.',
  },
  extensions: {
    title: 'Whose telephone is whose',
    hint: "A person's extension tells before whom the card opens. Without one it opens before the client's owner.",
    open: 'People and extensions',
  },
  simulate: {
    title: 'Simulate a call',
    demoOnly: 'only in the demo',
    hint: "Signed events go the same way as a real provider's: the card slides in on your screen.",
    who: 'Who calls',
    what: 'What happens',
    callers: {
      any: 'Any client',
      client: 'A certain client',
      number: 'A number',
    },
    number: 'Number, such as +998 90 123-45-67',
    scenarios: {
      ringing: 'Rings on',
      answered: 'Is answered and ends',
      missed: 'Nobody answers',
    },
    noExtension: "You have no extension, so the card opens before the client's owner.",
    start: 'Let it ring',
    started: '{{number}} is calling',
  },
} as const;
