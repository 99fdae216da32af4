export const reports = {
  title: 'Reports',
  figures: 'Figures of the month',
  hint: 'Click a figure: it opens into exactly the rows that it counts.',
  rows: {
    label: 'The rows behind it',
    empty: 'No rows in this time',
    period: '{{from}} – {{to}}',
    hidden: 'Hidden number',
  },
} as const;
