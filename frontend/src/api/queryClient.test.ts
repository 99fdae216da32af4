import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { invalidateOperation } from './queryClient';

it('asks again what was being asked for the first time when the news came', async () => {
  const client = new QueryClient();
  const answers: ((count: number) => void)[] = [];
  const observer = new QueryObserver(client, {
    queryKey: [{ _id: 'notificationsCount' }],
    queryFn: () => new Promise<number>((resolve) => answers.push(resolve)),
  });
  const release = observer.subscribe(() => undefined);
  void invalidateOperation(client, 'notificationsCount');
  expect(answers).toHaveLength(1);
  answers[0]?.(0);
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.(2);
  await expect.poll(() => observer.getCurrentResult().data).toBe(2);
  release();
});
