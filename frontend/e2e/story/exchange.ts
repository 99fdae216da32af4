import { createHmac, randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { expect } from '@playwright/test';

/** A telephone exchange that sends signed events to a hook, as a real one does. */
export class Exchange {
  private readonly request: APIRequestContext;
  private readonly hook: string;
  private readonly secret: string;

  constructor(request: APIRequestContext, hook: string, secret: string) {
    this.request = request;
    this.hook = hook;
    this.secret = secret;
  }

  /** Sends one event about a call. */
  async send(kind: string, call: Record<string, unknown>): Promise<void> {
    const body = JSON.stringify({
      id: randomUUID(),
      type: `call.${kind}`,
      occurred_at: new Date().toISOString(),
      call: { direction: 'in', to: '+998712000000', ...call },
    });
    const time = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', this.secret).update(`${time}.${body}`).digest('hex');
    const answer = await this.request.post(this.hook, {
      data: body,
      headers: {
        'Content-Type': 'application/json',
        'Baton-Timestamp': time,
        'Baton-Signature': `v1=${signature}`,
      },
    });
    expect(answer.status()).toBe(204);
  }
}
