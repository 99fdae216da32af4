import { describe, expect, it } from 'vitest';
import type { Pipeline } from '@/api/contract';
import { isReady, newRule, reasonsOf } from './winBackDraft';

const pipeline = (id: string): Pipeline => ({
  id,
  name: id,
  position: 1,
  next_step_mode: 'strict',
  second_deal: 'allow',
  restaging: null,
  stages: [],
  loss_reasons: [{ id: `${id}-r`, name: 'Price', position: 1, parent_id: null, return_after_days: null }],
  version: 1,
});
const all = [pipeline('a'), pipeline('b')];

describe('a rule by which clients are won back', () => {
  it('begins with the other pipelines, or with its own where it is alone', () => {
    expect(newRule(pipeline('a'), all, 'Ask').source_pipeline_ids).toEqual(['b']);
    expect(newRule(pipeline('a'), [pipeline('a')], 'Ask').source_pipeline_ids).toEqual(['a']);
  });

  it('is ready with a source, an owner and a task', () => {
    const rule = newRule(pipeline('a'), all, 'Ask');
    expect(isReady(rule)).toBe(true);
    expect(isReady({ ...rule, owner_kind: 'team' })).toBe(false);
    expect(isReady({ ...rule, source_pipeline_ids: [] })).toBe(false);
    expect(isReady({ ...rule, task: { ...rule.task, title: ' ' } })).toBe(false);
  });

  it('knows the reasons of its sources', () => {
    expect(reasonsOf(all, ['b']).map(({ id }) => id)).toEqual(['b-r']);
  });
});
