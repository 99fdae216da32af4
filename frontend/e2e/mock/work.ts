import type { MockTable } from './server';

const job = (id: string, name: string, last_error: string) => ({
  id,
  name,
  status: 'dead',
  subject: null,
  event_type: null,
  attempts: 8,
  max_attempts: 8,
  last_error,
  created_at: '2026-11-21T04:00:00Z',
  run_at: '2026-11-21T04:04:00Z',
  finished_at: '2026-11-21T04:04:01Z',
});

export const deadJobs = [
  job('j1', 'telephony.plan_call_back', 'TimeoutError: the database did not answer'),
  job('j2', 'tomorrow.invented', 'ValueError: no such thing'),
];

/** A server that remembers what was decided. */
export function work(): MockTable {
  let items = deadJobs;
  const decide = (id: string | undefined) => {
    items = items.filter((one) => one.id !== id);
    return { status: 204 };
  };
  return {
    'GET /jobs': () => ({ body: { items, next_cursor: null } }),
    'POST /jobs/{job_id}/retry': ({ path }) => decide(path.job_id),
    'DELETE /jobs/{job_id}': ({ path }) => decide(path.job_id),
  };
}
