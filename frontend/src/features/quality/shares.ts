/** How much is filled, 0 to 1, of which nothing is shown as whole that is not; of nobody all is. */
export function shareOf({ filled, total }: { filled: number; total: number }): number {
  return total === 0 ? 1 : Math.floor((filled / total) * 100) / 100;
}

export interface Point {
  day: string;
  share: number;
}

interface Day {
  day: string;
  owner_id: string | null;
  completeness: number;
}

/** The days of each manager, in their order. */
export function linesOf(days: readonly Day[]): Map<string | null, Point[]> {
  const lines = new Map<string | null, Point[]>();
  for (const { day, owner_id, completeness } of days) {
    const line = lines.get(owner_id) ?? [];
    line.push({ day, share: completeness / 100 });
    lines.set(owner_id, line);
  }
  return lines;
}

/** The corners of a line in a box of this size, by the day and not by its place. */
export function cornersOf(line: readonly Point[], width: number, height: number): string {
  const first = Date.parse(line[0]?.day ?? '');
  const span = Date.parse(line.at(-1)?.day ?? '') - first;
  return line
    .map(({ day, share }) => {
      const x = span === 0 ? width : ((Date.parse(day) - first) / span) * width;
      return `${x.toFixed(1)},${((1 - share) * height).toFixed(1)}`;
    })
    .join(' ');
}
