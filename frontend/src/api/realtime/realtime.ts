import { useEffect } from 'react';
import { useStore } from '@/lib/store';
import { queryClient } from '../queryClient';
import { applyFrame, resyncTopics } from './actions';
import { RealtimeConnection, type ConnectionState } from './connection';
import type { Frame, FrameData, FrameType } from './frames';

type Listener = (frame: Frame) => void;
const listeners = new Set<Listener>();
let sessionEnded: () => void = () => undefined;

const socketUrl = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/ws`;

const connection = new RealtimeConnection({
  url: socketUrl(),
  onFrame: (frame) => {
    applyFrame(queryClient, frame);
    for (const listener of [...listeners]) listener(frame);
  },
  onResync: (topics) => resyncTopics(queryClient, topics),
  onSessionEnded: () => sessionEnded(),
});

export function startRealtime(options: { sessionEnded: () => void }): void {
  sessionEnded = options.sessionEnded;
  connection.start();
}

export function stopRealtime(): void {
  connection.stop();
}

export function reconnectRealtime(): void {
  connection.reconnectNow();
}

/** Follows a topic while the component is on screen: `useTopic('board:' + pipelineId)`. The cache refreshes by itself. */
export function useTopic(topic: string | null | undefined): void {
  useEffect(() => (topic == null ? undefined : connection.subscribe(topic)), [topic]);
}

/** For what the cache cannot say, such as an incoming call that must slide in. Keep `listener` stable. */
export function useFrame<Type extends FrameType>(
  type: Type,
  listener: (data: FrameData[Type]) => void,
): void {
  useEffect(() => {
    const filtered: Listener = (frame) => {
      if (frame.type === type) listener(frame.data as FrameData[Type]);
    };
    listeners.add(filtered);
    return () => {
      listeners.delete(filtered);
    };
  }, [type, listener]);
}

export function useConnectionState(): ConnectionState {
  return useStore(connection.state);
}
