import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DirectoryUser } from '@/api/contract';
import { usersDirectoryOptions } from '@/api/queries';

const quarterHour = 900_000;

/** Everybody of the workspace by id; names change rarely, so the answer is kept long. */
export function usePeople(): ReadonlyMap<string, DirectoryUser> {
  const { data } = useQuery({ ...usersDirectoryOptions(), staleTime: quarterHour });
  return useMemo(() => new Map((data?.items ?? []).map((user) => [user.id, user])), [data]);
}

export function usePerson(id: string | null | undefined): DirectoryUser | undefined {
  const people = usePeople();
  return id == null ? undefined : people.get(id);
}
