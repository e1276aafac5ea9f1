import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stages, transitions } from '../../../../shared/domain/application/transitions.ts';
import { type GuidedCase, guide } from '../../../../shared/domain/desk/guidance.ts';
import { stageWords, transitionWords } from '../../../../shared/domain/desk/guidance-words.ts';
import type { Procedure } from '../../../../shared/domain/procedure/procedure.ts';
import { versionOn } from '../../../../shared/domain/procedure/versions.ts';
import { etownRules, proceduresOf } from '../../../zone-rules.ts';

const rules = etownRules();
const now = '2026-11-23T02:00:00.000Z';
const procedures: Procedure[] = rules.zone.delegation.procedures.map((id) => {
  const found = versionOn(proceduresOf(rules.zone), id, '2026-11-23');
  if (!found) throw new Error(`no procedure ${id}`);
  return found;
});

const anyCase: fc.Arbitrary<GuidedCase> = fc.record({
  stage: fc.constantFrom(...stages),
  procedure: fc.constantFrom(...procedures),
  category: fc.constantFrom('A', 'B', 'C', null),
  submittedAt: fc.constantFrom(undefined, now),
  acceptedAt: fc.constantFrom(undefined, now),
  dueAt: fc.constantFrom(undefined, '2026-11-24T15:59:59.999Z'),
  returnedFrom: fc.constantFrom(undefined, 'preliminary-review', 'review'),
  referredFrom: fc.constantFrom(undefined, 'review', 'conclusion'),
  refusalAnnounced: fc.boolean(),
  permitTo: fc.constantFrom(undefined, '2027-01-31'),
});

describe('guidance', () => {
  test('of any case in any stage names only what the transition table allows, each with words in both languages', () => {
    fc.assert(
      fc.property(anyCase, (the) => {
        const { road, mayHappen, now: here } = guide(the, rules, now);
        expect(here.title).toEqual(stageWords[the.stage].title);
        for (const { transition, text, by, leadsTo } of mayHappen) {
          expect(transitions[transition].from).toContain(the.stage);
          for (const words of [text, by, leadsTo]) expect(words.zh.length * words.en.length).toBeGreaterThan(0);
        }
        for (const [index, step] of road.entries()) {
          const end = step.transition && transitions[step.transition];
          if (end) expect(end.from).toContain(step.stage);
          if (end && road[index + 1]) expect(road[index + 1]?.stage).toBe(end.to);
        }
      }),
    );
  });

  test('never promises a later stage before an earlier one, nor beyond the limit of the law', () => {
    fc.assert(
      fc.property(anyCase, (the) => {
        const { road } = guide({ ...the, dueAt: undefined }, rules, now);
        const promised = road.flatMap(({ promisedOn }) => promisedOn ?? []);
        expect(promised).toEqual([...promised].sort());
        for (const { promisedOn = '', ceilingOn = '9999' } of road) expect(promisedOn <= ceilingOn).toBe(true);
      }),
    );
  });

  test('never promises an approval', () => {
    fc.assert(
      fc.property(anyCase, (the) => {
        const { road } = guide(the, rules, now);
        if (the.stage !== 'approved') expect(road.map(({ transition }) => transition)).not.toContain('issue');
        expect(road.map(({ transition }) => transition)).not.toContain('approve');
      }),
    );
  });

  test('has words for every transition of the table', () => {
    expect(Object.keys(transitionWords).sort()).toEqual(Object.keys(transitions).sort());
  });

  test('names who concludes and who files by the procedure, not by the table alone', () => {
    const [procedure] = procedures;
    if (!procedure) throw new Error('there is no procedure');
    const supervised = { ...procedure, decidedBy: ['supervisor' as const] };
    const road = guide(
      { stage: 'conclusion', procedure: supervised, category: 'B', submittedAt: now, acceptedAt: now },
      rules,
      now,
    ).road;
    expect(road[0]?.by.en).toBe('a supervisor');
    const draft = guide({ stage: 'draft', procedure, category: null }, rules, now).road;
    expect(draft[0]?.by.en).toBe('the employer');
  });
});
