import { useQuery } from '@tanstack/react-query';
import type { DirectoryUser } from '@/api/contract';
import { usersDirectoryOptions } from '@/api/queries';

const quarterHour = 900_000;

const nobody: ReadonlyMap<string, DirectoryUser> = new Map();
let asked: { items: readonly DirectoryUser[]; people: ReadonlyMap<string, DirectoryUser> } | undefined;

/** One map for all that show names: each card of a board shows one. */
function peopleOf(items: readonly DirectoryUser[]): ReadonlyMap<string, DirectoryUser> {
  if (asked?.items !== items) asked = { items, people: new Map(items.map((user) => [user.id, user])) };
  return asked.people;
}

/** Everybody of the workspace by id; names change rarely, so the answer is kept long. */
export function usePeople(): ReadonlyMap<string, DirectoryUser> {
  const { data } = useQuery({ ...usersDirectoryOptions(), staleTime: quarterHour });
  return data === undefined ? nobody : peopleOf(data.items);
}

export function usePerson(id: string | null | undefined): DirectoryUser | undefined {
  const people = usePeople();
  return id == null ? undefined : people.get(id);
}
