import { describe, expect, it } from 'vitest';
import type { Pipeline, Stage } from '@/api/contract';
import { enterableStages, reachableStages, stageAfter, stagesInOrder } from './stages';

const stage = (id: string, semantics: Stage['semantics'], position: number) =>
  ({ id, semantics, position, next_stage_ids: [] as string[], successor_id: null as string | null }) as Stage;
const pipeline = {
  stages: [
    stage('lost', 'lost', 1),
    stage('offer', 'open', 2),
    stage('won', 'won', 1),
    stage('need', 'open', 1),
    stage('contract', 'open', 3),
  ],
} as Pipeline;
const ids = (stages: Stage[]) => stages.map(({ id }) => id);

describe('the way of a deal', () => {
  it('goes through the open stages to won, lost stands aside', () => {
    expect(ids(stagesInOrder(pipeline))).toEqual(['need', 'offer', 'contract', 'won', 'lost']);
  });

  it('leads past a stage that is being removed, where deals stand still', () => {
    const going = {
      stages: pipeline.stages.map((one) => (one.id === 'offer' ? { ...one, successor_id: 'contract' } : one)),
    } as Pipeline;
    expect(ids(reachableStages(going, 'need'))).toEqual(['contract', 'lost']);
    expect(ids(reachableStages(going, 'offer'))).toEqual(['contract', 'lost']);
    expect(ids(enterableStages(going))).toEqual(['need', 'contract', 'won', 'lost']);
  });

  it.each([
    ['need', ['offer', 'lost']],
    ['contract', ['won', 'lost']],
    ['won', []],
    ['unknown', []],
  ])('from %s leads to %j', (from, to) => {
    expect(ids(reachableStages(pipeline, from))).toEqual(to);
  });

  it('leads where a stage says, but never back', () => {
    const named = pipeline.stages.map((one) =>
      one.id === 'offer' ? { ...one, next_stage_ids: ['need', 'won'] } : one,
    );
    expect(ids(reachableStages({ ...pipeline, stages: named }, 'offer'))).toEqual(['won', 'lost']);
  });

  it('has one next stage, and none behind the end', () => {
    expect(stageAfter(pipeline, 'need')?.id).toBe('offer');
    expect(stageAfter(pipeline, 'contract')?.id).toBe('won');
    expect(stageAfter(pipeline, 'won')).toBeUndefined();
  });
});
