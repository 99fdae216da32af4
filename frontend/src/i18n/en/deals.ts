export const deals = {
  card: {
    onStageSince: 'On this stage since {{date}}',
  },
} as const;
