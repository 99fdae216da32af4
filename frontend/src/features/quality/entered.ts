/** What a person does to the base, in the order of its columns. */
export const entered = ['added', 'filled', 'corrected', 'emptied'] as const;
export type Entered = (typeof entered)[number];
