import type { Call, ScreenPop } from '@/api/contract';
import { createStore } from '@/lib/store';
import { rememberAside, rememberedCalls } from './callMemory';
import { restored, withChange, without, withPop, type CallInHand } from './callsInHand';

/** The calls whose cards are on screen; outside React, so that a change of the screen touches nothing. */
export const callsInHand = createStore<readonly CallInHand[]>([]);

export function takeInHand(pop: ScreenPop): void {
  callsInHand.set(withPop(callsInHand.get(), pop));
}

export function changeInHand(call: Call, me: string): void {
  callsInHand.set(withChange(callsInHand.get(), call, me));
}

export function bringBack(waiting: readonly Call[]): void {
  callsInHand.set(restored(callsInHand.get(), waiting, Date.now(), rememberedCalls()));
}

/** The work with the call is done. */
export function letGo(id: string): void {
  callsInHand.set(without(callsInHand.get(), id));
}

/** Not now: the card goes and stays away after a reload; the call waits in the log. */
export function putAside(id: string): void {
  letGo(id);
  rememberAside(id);
}
