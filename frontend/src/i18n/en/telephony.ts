export const telephony = {} as const;
