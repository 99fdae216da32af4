import type { QueryClient } from '@tanstack/react-query';
import type { DealCard, PersonProgress } from '../contract';
import { bulkGetQueryKey, callsCardQueryKey, dealsBoardQueryKey, plansProgressQueryKey } from '../queries';
import type { DealsBoardResponse, PlansProgressResponse } from '../generated/types.gen';
import { invalidateOperation, invalidateUnmended, operationOf } from '../queryClient';
import type { Frame, FrameData, FrameType } from './frames';
import { mendPages } from './mendPages';
import { placeOnBoard, takeOffBoard } from './placeOnBoard';

type CacheActions = { [Type in FrameType]: (client: QueryClient, data: FrameData[Type]) => void };

type DealFrame = DealCard & { pipeline_id: string; from_stage_id: string | null };

function refresh(client: QueryClient, ...operations: string[]): void {
  for (const operation of operations) void invalidateOperation(client, operation);
}

function changeBoards(
  client: QueryClient,
  pipelineId: string,
  change: (board: DealsBoardResponse) => DealsBoardResponse,
): void {
  const prefix = dealsBoardQueryKey({ query: { pipeline_id: pipelineId } })[0];
  client.setQueriesData<DealsBoardResponse>(
    {
      predicate: ({ queryKey }) => {
        const key = operationOf(queryKey);
        return key?._id === prefix._id && key.query?.pipeline_id === pipelineId;
      },
    },
    (board) => (board === undefined ? board : change(board)),
  );
}

function refreshBoards(client: QueryClient): void {
  refresh(client, 'dealsBoard', 'dealsCount', 'dealsSummary');
  void invalidateUnmended(client, 'dealsList');
}

/** The card moves on every cached board at once; the totals of the columns come with the refresh. */
function dealNews(client: QueryClient, deal: DealFrame): void {
  changeBoards(client, deal.pipeline_id, (board) => placeOnBoard(board, deal));
  void invalidateOperation(client, 'dealsGet', { deal_id: deal.id });
  for (const operation of ['dealsLines', 'dealsParticipants', 'dealsCompetitors'])
    void invalidateOperation(client, operation, { deal_id: deal.id });
  void invalidateOperation(client, 'dealsTimeline', { deal_id: deal.id });
  mendPages(client, deal.id, deal);
  refreshBoards(client);
}

/** Somebody else's now: the card goes at once, and what is open of it finds out by asking. */
function dealLeft(client: QueryClient, deal: FrameData['deal.left']): void {
  changeBoards(client, deal.pipeline_id, (board) => takeOffBoard(board, deal.id));
  void invalidateOperation(client, 'dealsGet', { deal_id: deal.id });
  mendPages(client, deal.id, null);
  refreshBoards(client);
}

function countersNews(client: QueryClient, person: PersonProgress): void {
  client.setQueriesData<PlansProgressResponse>(
    { predicate: ({ queryKey }) => operationOf(queryKey)?._id === plansProgressQueryKey()[0]._id },
    (progress) => {
      const known = progress?.items.find((item) => item.user_id === person.user_id);
      if (progress === undefined || known === undefined || known.version > person.version) return progress;
      return { ...progress, items: progress.items.map((item) => (item === known ? person : item)) };
    },
  );
  refresh(client, 'plansProgress', 'reportsMetricRows');
}

/** The one table of what each kind of news does to the cache. A new frame type without a row does not compile. */
export const cacheActions: CacheActions = {
  screen_pop: (client, pop) => {
    client.setQueryData(callsCardQueryKey({ path: { call_id: pop.call.id } }), pop);
    refresh(client, 'callsList');
  },
  'call.changed': (client, call) => {
    refresh(client, 'callsList');
    void invalidateOperation(client, 'callsGet', { call_id: call.id });
    void invalidateOperation(client, 'callsCard', { call_id: call.id });
  },
  'bulk.progress': (client, work) => {
    client.setQueryData(bulkGetQueryKey({ path: { operation_id: work.id } }), work);
    if (work.finished_at !== null) {
      refresh(
        client,
        'clientsQuery',
        'clientsQueryCount',
        'clientsQueryGroups',
        'clientsTags',
        'segmentsList',
        'dealsList',
        'dealsCount',
        'dealsBoard',
        'tasksList',
      );
    }
  },
  'import.progress': (client, progress) => {
    void invalidateOperation(client, 'importsGet', { import_id: progress.id });
    refresh(client, 'importsList');
  },
  notification: (client) => refresh(client, 'notificationsList', 'notificationsCount'),
  'task.changed': (client, task) => {
    refresh(client, 'tasksDay', 'tasksList');
    void invalidateOperation(client, 'tasksGet', { task_id: task.id });
    if (task.deal_id !== null) void invalidateOperation(client, 'dealsGet', { deal_id: task.deal_id });
  },
  'counters.changed': countersNews,
  'deal.created': dealNews,
  'deal.changed': dealNews,
  'deal.moved': dealNews,
  'deal.left': dealLeft,
  'timeline.added': (client, entry) => {
    refresh(client, 'clientsTimeline');
    if (entry.subject.type === 'deal') refresh(client, 'dealsTimeline');
    if (entry.event_type.startsWith('file.')) refresh(client, 'clientsFiles');
    if (entry.event_type.startsWith('deal.file_')) refresh(client, 'dealsFiles');
  },
  'client.changed': (client, changed) => {
    void invalidateOperation(client, 'clientsGet', { client_id: changed.id });
    refresh(client, 'clientsList', 'clientsQuery');
  },
};

export function applyFrame(client: QueryClient, frame: Frame): void {
  const action = cacheActions[frame.type] as ((client: QueryClient, data: unknown) => void) | undefined;
  action?.(client, frame.data);
}

/** What to fetch again when the news of a topic were missed. */
const operationsByTopic: Record<string, readonly string[]> = {
  me: [
    'callsList',
    'callsCard',
    'notificationsList',
    'notificationsCount',
    'tasksDay',
    'tasksList',
    'tasksGet',
  ],
  counters: ['plansProgress', 'reportsMetricRows'],
  board: ['dealsBoard', 'dealsList', 'dealsCount', 'dealsSummary'],
  client: ['clientsGet', 'clientsTimeline', 'clientsFiles', 'clientsList'],
  deal: ['dealsGet', 'dealsTimeline'],
};

export function resyncTopics(client: QueryClient, topics: readonly string[]): void {
  const kinds = new Set(topics.map((topic) => topic.split(':')[0] ?? topic));
  for (const kind of kinds) refresh(client, ...(operationsByTopic[kind] ?? []));
}
