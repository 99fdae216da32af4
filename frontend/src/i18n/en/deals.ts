export const deals = {} as const;
