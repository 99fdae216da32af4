import type { TimelineEntry } from '@/api/contract';
import { maybeText, text } from '@/i18n/text';
import type { Format } from '@/i18n/useFormat';

const day = 86_400;

/** What kind of thing happened: "Incoming call", "Deal moved on". */
export function timelineTitle(entry: TimelineEntry): string {
  const direction = textOf(entry, 'direction');
  const byDirection = direction === null ? undefined : maybeText('timeline', `${entry.type}.${direction}`);
  return byDirection ?? maybeText('timeline', entry.type) ?? text('entities')('timeline.other');
}

/** The one line of facts under it: stages, outcome, amount, time. */
export function timelineFacts(entry: TimelineEntry, format: Format): string {
  const t = text('timeline');
  const from = textOf(entry, 'from_stage_name');
  const to = textOf(entry, 'to_stage_name');
  const outcome = textOf(entry, 'outcome');
  const seconds = entry.data['talk_seconds'];
  const stayed = entry.data['seconds_in_stage'];
  const isPlanned = entry.type === 'task.created' || entry.type === 'task.changed';
  const due = isPlanned ? textOf(entry, 'due_at') : null;
  const number = entry.type.startsWith('call.') ? textOf(entry, 'client_number') : null;
  const facts = [
    textOf(entry, 'title'),
    textOf(entry, 'segment_name'),
    /(^|\.)file[._]/.test(entry.type) ? textOf(entry, 'name') : null,
    from !== null && to !== null ? t('stages', { from, to }) : null,
    typeof stayed === 'number' && stayed >= day ? t('stayed', { count: Math.floor(stayed / day) }) : null,
    textOf(entry, 'loss_reason'),
    exceptionOf(entry),
    entry.type === 'deal.step_waived' ? textOf(entry, 'reason') : null,
    outcome === null ? null : (maybeText('timeline', `outcomes.${outcome}`) ?? outcome),
    due === null ? null : t('due', { when: format.dateTime(due) }),
    typeof seconds === 'number' && seconds > 0 ? t('talked', { duration: format.duration(seconds) }) : null,
    number === null ? null : format.phone(number),
    amountOf(entry, format),
  ];
  return facts.filter(Boolean).join(' · ');
}

function exceptionOf(entry: TimelineEntry): string | null {
  const reason = textOf(entry, 'exception_reason');
  return reason === null ? null : text('timeline')('exception', { reason });
}

/** What somebody wrote: the note of a call, a meeting, a card. */
export function timelineNote(entry: TimelineEntry): string | null {
  return textOf(entry, 'text') ?? textOf(entry, 'note');
}

function amountOf(entry: TimelineEntry, format: Format): string | null {
  const isAboutMoney = ['deal.created', 'deal.lines_changed', 'deal.won'].includes(entry.type);
  const amount = textOf(entry, 'amount');
  const currency = textOf(entry, 'currency');
  return isAboutMoney && amount !== null && currency !== null ? format.money(amount, currency) : null;
}

function textOf(entry: TimelineEntry, field: string): string | null {
  const value = entry.data[field];
  return typeof value === 'string' && value !== '' ? value : null;
}
