import { createStore } from '@/lib/store';
import { isControl, isNewer, type ControlMessage, type Frame, type ServerMessage } from './frames';

/** `waiting`: the connection is lost and will be tried again by itself. `ended`: the session is over. */
export type ConnectionState = 'idle' | 'connecting' | 'open' | 'waiting' | 'ended';

export interface RealtimeOptions {
  url: string;
  onFrame: (frame: Frame) => void;
  /** News of these topics were missed: what was cached of them is to be fetched again. */
  onResync: (topics: readonly string[]) => void;
  onSessionEnded: () => void;
  /** For tests. */
  createSocket?: (url: string) => WebSocket;
  random?: () => number;
}

const firstPause = 500;
const longestPause = 30_000;
const pingEvery = 25_000;
const answerWithin = 10_000;
const closeCodes = { sessionEnded: 4401, wrongOrigin: 4403 } as const;

/**
 * The one socket of the page. Topics are counted, so that two components may follow the same one; after a loss it comes
 * back by itself and asks for what it missed from the last position it saw.
 */
export class RealtimeConnection {
  readonly state = createStore<ConnectionState>('idle');
  private readonly options: RealtimeOptions;
  private readonly topics = new Map<string, number>();
  private socket: WebSocket | null = null;
  private epoch: string | null = null;
  private position: string | null = null;
  private failures = 0;
  private reconnectTimer: ReturnType<typeof setTimeout> | undefined;
  private pingTimer: ReturnType<typeof setInterval> | undefined;
  private deadline: ReturnType<typeof setTimeout> | undefined;
  private wanted = false;
  private isResuming = false;

  constructor(options: RealtimeOptions) {
    this.options = options;
  }

  start(): void {
    if (this.wanted) return;
    this.wanted = true;
    globalThis.addEventListener('online', this.reconnectNow);
    globalThis.addEventListener('offline', this.ping);
    this.connect();
  }

  /** Ends the connection and forgets the position: another person may log in. */
  stop(): void {
    this.wanted = false;
    globalThis.removeEventListener('online', this.reconnectNow);
    globalThis.removeEventListener('offline', this.ping);
    this.clearTimers();
    this.drop();
    this.epoch = null;
    this.position = null;
    this.failures = 0;
    this.state.set('idle');
  }

  /** Follows a topic until the function that it returns is called. */
  subscribe(topic: string): () => void {
    const count = this.topics.get(topic) ?? 0;
    this.topics.set(topic, count + 1);
    if (count === 0) this.send({ op: 'subscribe', topics: [topic], resume: null });
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.release(topic);
    };
  }

  /** Tries at once instead of waiting for the pause to end. */
  readonly reconnectNow = (): void => {
    if (!this.wanted || this.socket !== null) return;
    clearTimeout(this.reconnectTimer);
    this.connect();
  };

  private release(topic: string): void {
    const count = (this.topics.get(topic) ?? 0) - 1;
    if (count > 0) {
      this.topics.set(topic, count);
      return;
    }
    this.topics.delete(topic);
    this.send({ op: 'unsubscribe', topics: [topic] });
  }

  private connect(): void {
    this.state.set('connecting');
    const create = this.options.createSocket ?? ((url: string) => new WebSocket(url));
    const socket = create(this.options.url);
    this.socket = socket;
    this.deadline = setTimeout(() => this.lose(socket), answerWithin);
    socket.onmessage = (event: MessageEvent<string>) => {
      if (this.socket === socket) this.receive(JSON.parse(event.data) as ServerMessage);
    };
    socket.onclose = (event) => {
      if (this.socket === socket) this.closed(event.code);
    };
  }

  private receive(message: ServerMessage): void {
    if (isControl(message)) this.control(message);
    else this.news(message);
  }

  private control(message: ControlMessage): void {
    clearTimeout(this.deadline);
    if (message.op === 'welcome') this.welcomed(message.epoch, message.seq);
    else if (message.op === 'subscribed') this.subscribed(message.epoch, message.seq);
    else if (message.op === 'resync') {
      this.epoch = message.epoch;
      this.position = message.seq;
      this.options.onResync(message.topics);
    }
  }

  private welcomed(epoch: string, seq: string): void {
    const resume =
      this.epoch === null || this.position === null ? null : { epoch: this.epoch, seq: this.position };
    if (resume === null) this.remember(epoch, seq);
    this.isResuming = resume !== null && this.topics.size > 0;
    const topics = [...this.topics.keys()];
    this.failures = 0;
    this.state.set('open');
    if (topics.length > 0) this.send({ op: 'subscribe', topics, resume });
    clearInterval(this.pingTimer);
    this.pingTimer = setInterval(this.ping, pingEvery);
  }

  /** After a resume what was missed comes only after this answer: its position is not ours yet. */
  private subscribed(epoch: string, seq: string): void {
    if (!this.isResuming) this.remember(epoch, seq);
    this.isResuming = false;
  }

  private remember(epoch: string, seq: string): void {
    if (this.epoch === epoch && this.position !== null && !isNewer(seq, this.position)) return;
    this.epoch = epoch;
    this.position = seq;
  }

  private news(frame: Frame): void {
    if (this.position === null || isNewer(frame.seq, this.position)) this.position = frame.seq;
    if (this.topics.has(frame.topic)) this.options.onFrame(frame);
  }

  /** Asks whether the other side is still there; also when the machine says that it is off the net, which may be wrong. */
  private readonly ping = (): void => {
    const socket = this.socket;
    if (socket === null || this.state.get() !== 'open') return;
    this.send({ op: 'ping' });
    clearTimeout(this.deadline);
    this.deadline = setTimeout(() => this.lose(socket), answerWithin);
  };

  /** The other side has gone silent: a dead line gives no close event for minutes. */
  private lose(socket: WebSocket): void {
    if (this.socket === socket) this.closed(0);
  }

  private closed(code: number): void {
    this.clearTimers();
    this.drop();
    if (code === closeCodes.sessionEnded || code === closeCodes.wrongOrigin) {
      this.wanted = false;
      this.state.set('ended');
      if (code === closeCodes.sessionEnded) this.options.onSessionEnded();
      return;
    }
    if (!this.wanted) return;
    this.state.set('waiting');
    const random = (this.options.random ?? Math.random)();
    const pause = Math.min(longestPause, firstPause * 2 ** this.failures) * (0.5 + random / 2);
    this.failures += 1;
    this.reconnectTimer = setTimeout(() => this.connect(), pause);
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    if (socket === null) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  private clearTimers(): void {
    clearTimeout(this.reconnectTimer);
    clearTimeout(this.deadline);
    clearInterval(this.pingTimer);
  }

  private send(message: object): void {
    if (this.socket !== null && this.state.get() === 'open') this.socket.send(JSON.stringify(message));
  }
}
