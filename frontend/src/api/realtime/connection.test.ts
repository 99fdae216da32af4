// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RealtimeConnection } from './connection';
import { isNewer, type Frame } from './frames';

class FakeSocket {
  static all: FakeSocket[] = [];
  sent: unknown[] = [];
  closed = false;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor() {
    FakeSocket.all.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.closed = true;
  }
  says(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  breaks(code = 1006) {
    this.onclose?.({ code });
  }
}

const onFrame = vi.fn<(frame: Frame) => void>();
const onResync = vi.fn<(topics: readonly string[]) => void>();
const onSessionEnded = vi.fn();

const last = () => {
  const socket = FakeSocket.all.at(-1);
  if (socket === undefined) throw new Error('No socket was opened');
  return socket;
};

function connect() {
  const connection = new RealtimeConnection({
    url: 'ws://baton.test/api/v1/ws',
    onFrame,
    onResync,
    onSessionEnded,
    createSocket: () => new FakeSocket() as unknown as WebSocket,
    random: () => 1,
  });
  connection.start();
  return connection;
}

const welcome = { op: 'welcome', epoch: 'e1', seq: '100-0' };
const news = (seq: string, topic = 'me') => ({ topic, seq, type: 'notification', data: {} });

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.clearAllMocks();
});

describe('topics', () => {
  it('are asked for once the server has welcomed, and counted', () => {
    const connection = connect();
    const release = connection.subscribe('me');
    const releaseTwin = connection.subscribe('me');
    expect(last().sent).toEqual([]);
    last().says(welcome);
    expect(last().sent).toEqual([{ op: 'subscribe', topics: ['me'], resume: null }]);
    release();
    release();
    expect(last().sent).toHaveLength(1);
    releaseTwin();
    expect(last().sent.at(-1)).toEqual({ op: 'unsubscribe', topics: ['me'] });
  });

  it('that nobody follows any more bring no news', () => {
    const connection = connect();
    last().says(welcome);
    const release = connection.subscribe('board:1');
    last().says(news('101-0', 'board:1'));
    release();
    last().says(news('102-0', 'board:1'));
    expect(onFrame).toHaveBeenCalledTimes(1);
  });
});

describe('a lost connection', () => {
  it('comes back and asks for what it missed, from the last position', () => {
    const connection = connect();
    connection.subscribe('me');
    last().says(welcome);
    last().says({ op: 'subscribed', topics: ['me'], refused: [], epoch: 'e1', seq: '100-0' });
    last().says(news('105-2'));
    last().breaks();
    expect(connection.state.get()).toBe('waiting');
    vi.advanceTimersByTime(500);
    expect(FakeSocket.all).toHaveLength(2);
    last().says({ op: 'welcome', epoch: 'e1', seq: '109-0' });
    expect(connection.state.get()).toBe('open');
    expect(last().sent).toEqual([{ op: 'subscribe', topics: ['me'], resume: { epoch: 'e1', seq: '105-2' } }]);
  });

  it('lost again before the missed news came asks from the old position', () => {
    const connection = connect();
    connection.subscribe('me');
    last().says(welcome);
    last().breaks();
    vi.advanceTimersByTime(500);
    last().says({ op: 'welcome', epoch: 'e1', seq: '200-0' });
    last().says({ op: 'subscribed', topics: ['me'], refused: [], epoch: 'e1', seq: '200-0' });
    last().breaks();
    vi.advanceTimersByTime(1000);
    last().says({ op: 'welcome', epoch: 'e1', seq: '300-0' });
    expect(last().sent).toEqual([{ op: 'subscribe', topics: ['me'], resume: { epoch: 'e1', seq: '100-0' } }]);
  });

  it('waits longer each time, up to half a minute', () => {
    connect();
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1) {
      const before = FakeSocket.all.length;
      last().breaks();
      let waited = 0;
      while (FakeSocket.all.length === before) {
        vi.advanceTimersByTime(100);
        waited += 100;
      }
      pauses.push(waited);
    }
    expect(pauses.slice(0, 4)).toEqual([500, 1000, 2000, 4000]);
    expect(pauses.at(-1)).toBe(30_000);
  });

  it('is tried at once when the network is back', () => {
    connect();
    last().breaks();
    globalThis.dispatchEvent(new Event('online'));
    expect(FakeSocket.all).toHaveLength(2);
  });

  it('is noticed when the other side goes silent', () => {
    const connection = connect();
    last().says(welcome);
    vi.advanceTimersByTime(25_000);
    expect(last().sent).toEqual([{ op: 'ping' }]);
    vi.advanceTimersByTime(10_000);
    expect(connection.state.get()).toBe('waiting');
  });

  it('is asked for at once when the machine is off the net', () => {
    const connection = connect();
    last().says(welcome);
    globalThis.dispatchEvent(new Event('offline'));
    expect(last().sent).toEqual([{ op: 'ping' }]);
    vi.advanceTimersByTime(10_000);
    expect(connection.state.get()).toBe('waiting');
  });

  it('is not when the server answers', () => {
    const connection = connect();
    last().says(welcome);
    vi.advanceTimersByTime(25_000);
    last().says({ op: 'pong' });
    vi.advanceTimersByTime(10_000);
    expect(connection.state.get()).toBe('open');
  });
});

describe('what was missed for good', () => {
  it('is fetched again on resync, and the new position is the one to resume from', () => {
    const connection = connect();
    connection.subscribe('board:1');
    last().says(welcome);
    last().says({ op: 'resync', epoch: 'e2', seq: '7-0', topics: ['board:1'] });
    expect(onResync).toHaveBeenCalledWith(['board:1']);
    last().breaks();
    vi.advanceTimersByTime(500);
    last().says({ op: 'welcome', epoch: 'e2', seq: '9-0' });
    expect(last().sent).toEqual([
      { op: 'subscribe', topics: ['board:1'], resume: { epoch: 'e2', seq: '7-0' } },
    ]);
  });
});

describe('the end', () => {
  it('of the session stops everything', () => {
    const connection = connect();
    last().says(welcome);
    last().breaks(4401);
    expect(onSessionEnded).toHaveBeenCalledOnce();
    expect(connection.state.get()).toBe('ended');
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it('by the person forgets the position', () => {
    const connection = connect();
    connection.subscribe('me');
    last().says(welcome);
    connection.stop();
    expect(last().closed).toBe(true);
    connection.start();
    last().says({ op: 'welcome', epoch: 'e9', seq: '1-0' });
    expect(last().sent).toEqual([{ op: 'subscribe', topics: ['me'], resume: null }]);
  });
});

it('compares positions as numbers, not as text', () => {
  expect(isNewer('10-0', '9-0')).toBe(true);
  expect(isNewer('9-10', '9-9')).toBe(true);
  expect(isNewer('9-9', '9-9')).toBe(false);
});
