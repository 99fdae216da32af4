/** The names by which a stage's colour may be told; what a program set otherwise is shown as it is. */
export const stageColors = ['gray', 'blue', 'violet', 'teal', 'green', 'amber', 'red', 'pink'] as const;
export type StageColor = (typeof stageColors)[number];

const hexadecimal = /^#[\da-f]{6}$/;

/** The colour of a stage for a style. */
export function stageColor(color: string): string {
  if (hexadecimal.test(color)) return color;
  const known = stageColors.find((name) => name === color);
  return `var(--b-stage-${known ?? 'gray'})`;
}
