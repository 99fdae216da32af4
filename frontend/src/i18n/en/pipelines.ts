export const pipelines = {} as const;
