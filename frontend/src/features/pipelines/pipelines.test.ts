import { describe, expect, it } from 'vitest';
import type { Pipeline, Stage } from '@/api/contract';
import { bodyOf, changesOf, draftOf, newDraft, newQuestion, problemsOf } from './stageDraft';
import { dropIndex, stagesOf, withMoved } from './stageOrder';

const stage = (id: string, position: number, semantics: Stage['semantics'] = 'open'): Stage => ({
  id,
  name: id,
  position,
  semantics,
  color: 'blue',
  hint: null,
  probability: 50,
  required_fields: [],
  proposed_names: [],
  required_when: {},
  next_stage_ids: [],
  first_task: null,
  time_limit: null,
  successor_id: null,
  checklist: [],
  version: 1,
});

const pipeline: Pipeline = {
  id: 'p',
  name: 'Furniture',
  position: 1,
  next_step_mode: 'strict',
  second_deal: 'allow',
  restaging: null,
  stages: [stage('l', 5, 'lost'), stage('a', 1), stage('b', 2), stage('c', 3), stage('w', 4, 'won')],
  loss_reasons: [],
  version: 1,
};

const order = (changed: Pipeline) => changed.stages.map(({ id, position }) => `${id}${position}`).join(' ');

describe('the order of stages', () => {
  it('shows the stages of a kind by position', () => {
    expect(stagesOf(pipeline, 'open').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('numbers through all kinds and keeps a stage within its own', () => {
    expect(order(withMoved(pipeline, 'c', 0))).toBe('c1 a2 b3 w4 l5');
    expect(order(withMoved(pipeline, 'a', 9))).toBe('b1 c2 a3 w4 l5');
    expect(order(withMoved(pipeline, 'w', -1))).toBe('a1 b2 c3 w4 l5');
    expect(withMoved(pipeline, 'gone', 0)).toBe(pipeline);
  });

  it('finds the place of a drop, and none where nothing changes', () => {
    const stages = stagesOf(pipeline, 'open');
    expect(dropIndex(stages, 'a', 'c', 'after')).toBe(2);
    expect(dropIndex(stages, 'a', 'c', 'before')).toBe(1);
    expect(dropIndex(stages, 'c', 'a', 'before')).toBe(0);
    expect(dropIndex(stages, 'c', 'a', 'after')).toBe(1);
    expect(dropIndex(stages, 'a', 'b', 'before')).toBeNull();
    expect(dropIndex(stages, 'a', 'a', 'after')).toBeNull();
    expect(dropIndex(stages, 'a', 'w', 'after')).toBeNull();
  });
});

describe('a stage being written', () => {
  it('asks for a name, a fit chance, questions, and two different options', () => {
    const question = { ...newQuestion(), kind: 'choice' as const, question: 'Who?', options: ['A', ' A '] };
    const empty = newQuestion();
    const draft = { ...newDraft('open'), probability: null, checklist: [question, empty] };
    expect(problemsOf(draft)).toEqual({
      name: 'nameNeeded',
      probability: 'probabilityWrong',
      [question.key]: 'optionsNeeded',
      [empty.key]: 'questionNeeded',
    });
    expect(problemsOf({ ...newDraft('lost'), name: 'No' })).toEqual({});
  });

  it('sends only what differs', () => {
    const base = {
      ...stage('a', 1),
      hint: 'Call',
      required_fields: ['client.phone', 'deal.amount'] as const,
    };
    const known: Stage = { ...base, required_fields: [...base.required_fields] };
    expect(changesOf(known, draftOf(known))).toEqual({});
    const draft = { ...draftOf(known), name: ' Offer ', hint: ' ', color: 'teal' };
    expect(changesOf(known, draft)).toEqual({ name: 'Offer', hint: null, color: 'teal' });
    expect(changesOf(known, { ...draftOf(known), requiredFields: ['deal.amount'] })).toEqual({
      required_fields: ['deal.amount'],
    });
  });

  it('keeps the id of a question and drops the options of what is no choice', () => {
    const draft = {
      ...newDraft('open'),
      checklist: [
        { ...newQuestion(), id: 'q', question: 'Paid?', options: ['left', 'over'] },
        { ...newQuestion(), question: 'Who?', kind: 'choice' as const, options: ['A', 'B', 'A'] },
      ],
    };
    expect(bodyOf(draft).checklist).toEqual([
      { id: 'q', question: 'Paid?', kind: 'yes_no', options: [], is_required: true },
      { question: 'Who?', kind: 'choice', options: ['A', 'B'], is_required: true },
    ]);
  });
});
