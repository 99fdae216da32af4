import type { Team } from '@/api/contract';

export interface PlacedTeam {
  team: Team;
  /** 0 for a team at the top. */
  depth: number;
}

/** The teams in the order of their tree, each after the one it belongs to. */
export function teamTree(teams: readonly Team[]): PlacedTeam[] {
  const known = new Set(teams.map((team) => team.id));
  const below = (parent: string | null, depth: number): PlacedTeam[] =>
    teams
      .filter(
        (team) => (team.parent_id !== null && known.has(team.parent_id) ? team.parent_id : null) === parent,
      )
      .flatMap((team) => [{ team, depth }, ...below(team.id, depth + 1)]);
  return below(null, 0);
}

/** A team and everything below it: what it may not be put under. */
export function subtree(teams: readonly Team[], root: string): Set<string> {
  const found = new Set([root]);
  for (const { team } of teamTree(teams)) {
    if (team.parent_id !== null && found.has(team.parent_id)) found.add(team.id);
  }
  return found;
}
