// @vitest-environment jsdom
import { beforeAll, describe, expect, it } from 'vitest';
import { ApiProblem } from '@/api/problem';
import { startTranslations } from '@/i18n/engine';
import { bodyOf, emptyEntries, mergeRequirements, requirementsOf, startEntries } from './requirements';

beforeAll(startTranslations);

const refusal = new ApiProblem(422, {
  code: 'stage_requirements_missing',
  errors: [
    { pointer: '/values/deal.amount', code: 'required', params: { label: 'deal.amount', input: 'money' } },
    {
      pointer: '/answers/0198',
      code: 'invalid',
      params: { label: 'Who decides?', input: 'choice', options: ['She', 'Owner', 7] },
    },
    {
      pointer: '/loss_reason_id',
      code: 'required',
      params: { label: 'deal.loss_reason', input: 'loss_reason' },
    },
    { pointer: '/next_task', code: 'required', params: { label: 'deal.next_task', input: 'next_task' } },
    { pointer: '/values/deal.colour', code: 'required', params: { label: 'deal.colour', input: 'colour' } },
  ],
});

describe('the form of what a stage asks for', () => {
  const requirements = requirementsOf(refusal);

  it('has a field for each thing, with its choices', () => {
    expect(requirements.map(({ input }) => input)).toEqual([
      'money',
      'choice',
      'loss_reason',
      'next_task',
      'text',
    ]);
    expect(requirements[1]).toMatchObject({
      label: 'Who decides?',
      options: ['She', 'Owner'],
      isInvalid: true,
    });
  });

  it('is only drawn for this refusal', () => {
    expect(requirementsOf(new ApiProblem(409, { code: 'stage_skipped' }))).toEqual([]);
    expect(requirementsOf(new Error('x'))).toEqual([]);
  });

  it('begins with what the deal has and with a usual next step', () => {
    const entries = startEntries(requirements, { amount: '5.00', expected_on: null });
    expect(entries['/values/deal.amount']).toBe('5.00');
    expect(entries['/next_task']).toMatchObject({ kind: 'call' });
    expect(emptyEntries(requirements, entries)).toEqual([
      '/answers/0198',
      '/loss_reason_id',
      '/values/deal.colour',
    ]);
  });

  it('takes a "no" for an answer, but not a blank', () => {
    const [, question] = requirements;
    if (question === undefined) throw new Error('no question');
    expect(emptyEntries([question], { [question.pointer]: false })).toEqual([]);
    expect(emptyEntries([question], { [question.pointer]: '  ' })).toEqual([question.pointer]);
  });

  it('sends each answer where its pointer says', () => {
    expect(
      bodyOf({
        '/values/deal.amount': '48000000',
        '/values/client.email': ' a@b.uz ',
        '/answers/0198': false,
        '/answers/0199': null,
        '/loss_reason_id': 'r1',
        '/next_task': { kind: 'call', title: 'Ask', due_at: '2026-11-23T05:00:00Z' },
      }),
    ).toEqual({
      values: { 'deal.amount': '48000000', 'client.email': 'a@b.uz' },
      answers: { '0198': false },
      loss_reason_id: 'r1',
      next_task: { kind: 'call', title: 'Ask', due_at: '2026-11-23T05:00:00Z' },
    });
  });

  it('draws own fields with their choices and a next step that a reason would do for', () => {
    const [own, step] = requirementsOf(
      new ApiProblem(422, {
        code: 'stage_requirements_missing',
        errors: [
          {
            pointer: '/values/deal.custom.1',
            code: 'required',
            params: { label: 'Wood', input: 'multi_choice', choices: [{ id: 'o', name: 'Oak' }, 7] },
          },
          {
            pointer: '/next_task',
            code: 'required',
            params: { label: 'deal.next_task', input: 'next_task', mode: 'guided' },
          },
        ],
      }),
    );
    expect(own).toMatchObject({ label: 'Wood', choices: [{ value: 'o', label: 'Oak' }] });
    expect(step?.takesReason).toBe(true);
    if (own === undefined) throw new Error('no field');
    expect(emptyEntries([own], { [own.pointer]: [] })).toEqual([own.pointer]);
    expect(
      bodyOf({ [own.pointer]: ['o'], '/exception/reason': 'Asked for', '/no_next_step_reason': '' }),
    ).toEqual({
      values: { 'deal.custom.1': ['o'] },
      exception: { reason: 'Asked for' },
    });
  });

  it('names those around a new deal in lists', () => {
    const line = { product_id: 'p', name: 'Bed', quantity: '2' };
    expect(
      bodyOf({ '/participants': 'c1', '/competitor_ids': 'k1', '/lines': [line], '/source': ' Site ' }),
    ).toEqual({
      participants: [{ client_id: 'c1', role: 'decision_maker' }],
      competitor_ids: ['k1'],
      lines: [line],
      source: 'Site',
    });
    expect(bodyOf({ '/lines': [], '/participants': null })).toEqual({});
  });

  it('keeps what was filled in when the server asks for more', () => {
    const [amount, question] = requirements;
    if (amount === undefined || question === undefined) throw new Error('no requirements');
    const merged = mergeRequirements([question], [amount, { ...question, isInvalid: true }]);
    expect(merged.map(({ pointer }) => pointer)).toEqual([question.pointer, amount.pointer]);
    expect(mergeRequirements([question], [amount])[0]?.isInvalid).toBe(false);
  });
});
