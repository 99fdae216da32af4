import type { Connection } from '@/api/contract';

export type Provider = Connection['provider'];

/** Names as the companies write them; `generic` is named by the catalogue. */
export const brands = { zadarma: 'Zadarma', twilio: 'Twilio' } as const satisfies Partial<
  Record<Provider, string>
>;

export const providers: readonly Provider[] = ['generic', 'zadarma', 'twilio'];

/** These sign with a secret of their own, which has to be entered; for the others Baton makes one. */
export function bringsSecret(provider: Provider): provider is keyof typeof brands {
  return provider in brands;
}

/** Events to tick in Zadarma; NOTIFY_INTERNAL is the one that opens the card. */
export const zadarmaEvents =
  'NOTIFY_START, NOTIFY_INTERNAL, NOTIFY_ANSWER, NOTIFY_END, NOTIFY_OUT_START, NOTIFY_OUT_END, NOTIFY_RECORD';

/** What goes around the number that Twilio dials, with the hook address in it. */
export function twilioMarkup(hookUrl: string): string {
  return [
    `<Dial record="record-from-answer" recordingStatusCallback="${hookUrl}">`,
    `  <Number statusCallback="${hookUrl}?extension=101"`,
    '          statusCallbackEvent="initiated ringing answered completed">+34600999888</Number>',
    '</Dial>',
  ].join('\n');
}

/** A request that shows the way to whoever connects a telephone system of their own. */
export function genericExample(hookUrl: string): string {
  return [
    `body='{"id":"evt-1","type":"call.ringing","occurred_at":"'$(date -u +%FT%TZ)'",`,
    `"call":{"id":"call-1","direction":"in","from":"+998901234567","extension":"101"}}'`,
    'time=$(date +%s)',
    `signature=$(printf '%s.%s' "$time" "$body" | openssl dgst -sha256 -hmac "$SECRET" | sed 's/^.* //')`,
    `curl -i "${hookUrl}" -H 'Content-Type: application/json' \\`,
    `  -H "Baton-Timestamp: $time" -H "Baton-Signature: v1=$signature" --data-raw "$body"`,
  ].join('\n');
}
