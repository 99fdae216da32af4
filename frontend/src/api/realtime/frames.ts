import type {
  BulkWork,
  Call,
  DealCard,
  Notification,
  PersonProgress,
  ScreenPop,
  TableImport,
} from '../contract';

/** The frames that carry news; each type belongs to one kind of topic. */
export interface FrameData {
  screen_pop: ScreenPop;
  'call.changed': Call;
  notification: Notification;
  'bulk.progress': BulkWork;
  'task.changed': {
    id: string;
    client_id: string | null;
    deal_id: string | null;
    assignee_id: string;
    status: string;
  };
  'counters.changed': PersonProgress;
  'deal.created': DealCard & { pipeline_id: string; from_stage_id: string | null };
  'deal.changed': DealCard & { pipeline_id: string; from_stage_id: string | null };
  'deal.moved': DealCard & { pipeline_id: string; from_stage_id: string | null };
  'deal.left': { id: string; pipeline_id: string };
  'import.progress': {
    id: string;
    state: TableImport['state'];
    total: number;
    position: number;
    counts: Record<string, number>;
  };
  'timeline.added': { event_type: string; subject: { type: string; id: string } };
  'client.changed': { id: string; version: number };
}

export type FrameType = keyof FrameData;

export type Frame = {
  [Type in FrameType]: { topic: string; seq: string; type: Type; data: FrameData[Type] };
}[FrameType];

/** What the server says about the connection itself. */
export type ControlMessage =
  | { op: 'welcome'; epoch: string; seq: string }
  | {
      op: 'subscribed';
      topics: string[];
      refused: { topic: string; code: string }[];
      epoch: string;
      seq: string;
    }
  | { op: 'resync'; epoch: string; seq: string; topics: string[] }
  | { op: 'pong' };

export type ServerMessage = ControlMessage | Frame;

export function isControl(message: ServerMessage): message is ControlMessage {
  return 'op' in message;
}

/** Stream positions look like "1732233600000-3"; they are compared as two numbers. */
export function isNewer(candidate: string, known: string): boolean {
  const [candidateTime = 0, candidateCount = 0] = candidate.split('-').map(Number);
  const [knownTime = 0, knownCount = 0] = known.split('-').map(Number);
  return candidateTime === knownTime ? candidateCount > knownCount : candidateTime > knownTime;
}
