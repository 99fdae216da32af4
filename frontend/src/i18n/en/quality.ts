export const quality = {
  title: 'Quality of the base',
  facts: {
    one: '{{shown}} client, {{share}} filled',
    other: '{{shown}} clients, {{share}} filled',
  },
  toStandard: 'What a card should hold',
  opens: 'Every figure opens its rows',
  figures: {
    no_phone: 'No phone',
    bad_phone: 'Bad number',
    bad_email: 'Bad e-mail',
    incomplete: 'Not complete',
  },
  fields: {
    title: 'Fields',
    field: 'Field',
    filled: 'Filled',
    empty: 'Empty',
    required: 'should be there',
    never: 'never filled',
  },
  people: {
    title: 'Managers',
    nobody: "Nobody's",
    clients: 'Clients',
    completeness: 'Completeness',
    byField: 'Filled by each',
    chooseField: 'Choose a field',
  },
  trend: {
    title: 'Completeness day by day',
    line: '{{who}}: from {{from}} to {{to}}',
    empty: 'The base is measured every day; the line begins tomorrow.',
  },
  empty: 'Nobody is in the base yet',
  emptyHint: 'Add clients or import a table: here stands how well they are kept.',
  standard: {
    lead: 'A card is complete when all of this is filled. The share is shown on the card, in lists and on the quality page.',
    fields: 'Fields of a card',
    save: 'Save',
    saved: 'Saved',
  },
} as const;
