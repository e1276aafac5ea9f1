import { describe, expect, test } from 'vitest';
import { staffRoles } from '../../../../shared/domain/access/roles.ts';
import {
  type CaseState,
  claimRoles,
  closedStages,
  editableStages,
  isOfficerStage,
  nextActions,
  officerStages,
  queueRoles,
  type Stage,
  stages,
  type TransitionName,
  transitions,
  type Viewer,
} from '../../../../shared/domain/application/transitions.ts';

/** Every change of stage that may happen, written out once more by hand. */
const allowed: Record<Stage, Partial<Record<TransitionName, Stage>>> = {
  draft: { submit: 'preliminary-review', withdraw: 'withdrawn' },
  'preliminary-review': {
    recall: 'draft',
    withdraw: 'withdrawn',
    accept: 'review',
    return: 'returned',
    'refuse-acceptance': 'not-accepted',
  },
  returned: { submit: 'preliminary-review', withdraw: 'withdrawn', lapse: 'lapsed' },
  review: { recommend: 'conclusion', return: 'returned', withdraw: 'withdrawn' },
  conclusion: { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' },
  approved: { issue: 'issued' },
  issued: {},
  refused: {},
  'not-accepted': {},
  withdrawn: {},
  lapsed: {},
};

const names = Object.keys(transitions) as TransitionName[];
const everyPair = stages.flatMap((stage) => names.map((name) => [stage, name] as const));

describe('the transition table', () => {
  test.each(everyPair)('from %s, "%s" leads where the law says or nowhere', (stage, name) => {
    const { from, to } = transitions[name];
    expect(from.includes(stage) ? to : undefined).toBe(allowed[stage][name]);
  });

  test('no closed stage is ever left, and every other stage can be', () => {
    for (const stage of stages) {
      const ways = names.filter((name) => transitions[name].from.includes(stage));
      expect([stage, ways.length > 0]).toEqual([stage, !closedStages.includes(stage)]);
    }
  });

  test('every stage can be reached from a draft', () => {
    const reached = new Set<Stage>(['draft']);
    for (let size = 0; size !== reached.size; ) {
      size = reached.size;
      for (const { from, to } of Object.values(transitions))
        if (from.some((stage) => reached.has(stage))) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...stages].sort());
  });

  test('only the office that works a stage decides in it, and only employers submit, recall and withdraw', () => {
    for (const [name, { from, by }] of Object.entries(transitions)) {
      if (by === 'system') expect(['issue', 'lapse']).toContain(name);
      else if (by.includes('employer')) expect(['submit', 'recall', 'withdraw']).toContain(name);
      else expect([...by]).toEqual(from.map((stage) => isOfficerStage(stage) && claimRoles[stage]));
    }
  });

  test('each names its rule and its label in both languages', () => {
    for (const { label, rule } of Object.values(transitions)) {
      expect(label.zh).toMatch(/\p{Script=Han}/u);
      expect(label.en).toMatch(/^[A-Z]/);
      expect(rule).not.toBe('');
    }
  });

  test('a form may be changed exactly where it can be submitted from', () => {
    expect([...editableStages]).toEqual([...transitions.submit.from]);
  });

  test('a supervisor sees every queue but claims from none', () => {
    for (const stage of officerStages) {
      expect(queueRoles[stage]).toEqual([claimRoles[stage], 'supervisor']);
      expect(staffRoles).toContain(claimRoles[stage]);
    }
  });
});

const nobody: Viewer = { subject: 'nobody', roles: [], handlesEmployer: false, isApplicant: false };
const employer: Viewer = { ...nobody, subject: 'handler', roles: ['employer'], handlesEmployer: true };
const applicant: Viewer = { ...nobody, subject: 'applicant', roles: ['applicant'], isApplicant: true };
const officer = (role: Viewer['roles'][number], subject: string = role): Viewer => ({
  ...nobody,
  subject,
  roles: [role],
});

const offered = (state: Partial<CaseState> & { stage: Stage }, viewer: Viewer) =>
  nextActions({ round: 1, ...state }, viewer).map(({ action }) => action);

describe('what an employer is offered', () => {
  test.each<[string, Partial<CaseState> & { stage: Stage }, string[]]>([
    ['a new draft', { stage: 'draft', round: 0 }, ['submit', 'save', 'discard']],
    ['a draft taken back', { stage: 'draft' }, ['submit', 'save', 'withdraw']],
    ['in preliminary review', { stage: 'preliminary-review' }, ['recall', 'withdraw']],
    ['in preliminary review, claimed', { stage: 'preliminary-review', claimedBy: 'front-officer' }, ['withdraw']],
    ['returned', { stage: 'returned' }, ['submit', 'save', 'withdraw']],
    ['in review', { stage: 'review' }, ['withdraw']],
    ['in conclusion', { stage: 'conclusion', claimedBy: 'decider' }, ['withdraw']],
    ['approved', { stage: 'approved' }, []],
    ['issued', { stage: 'issued' }, []],
    ['refused', { stage: 'refused' }, []],
    ['not accepted', { stage: 'not-accepted' }, []],
    ['withdrawn', { stage: 'withdrawn' }, []],
    ['lapsed', { stage: 'lapsed' }, []],
  ])('%s', (_, state, actions) => {
    expect(offered(state, employer)).toEqual(actions);
  });
});

describe('what an applicant is offered', () => {
  test.each(stages)('%s: to fill in the form while it may be changed, nothing else', (stage) => {
    expect(offered({ stage }, applicant)).toEqual(editableStages.includes(stage) ? ['save'] : []);
  });
});

describe('what officers are offered', () => {
  const front = officer('front-officer');
  const back = officer('back-officer');
  const decider = officer('decider');

  test.each<[string, Partial<CaseState> & { stage: Stage }, Viewer, string[]]>([
    ['a free case', { stage: 'preliminary-review' }, front, ['claim', 'accept', 'return', 'refuse-acceptance']],
    ['a free case', { stage: 'review' }, back, ['claim', 'recommend', 'return']],
    ['a free case', { stage: 'conclusion', reviewedBy: 'back-officer' }, decider, ['claim', 'approve', 'refuse']],
    ['their own claim', { stage: 'review', claimedBy: 'back-officer' }, back, ['recommend', 'return', 'release']],
    ['a case of another', { stage: 'review', claimedBy: 'someone' }, back, []],
    ['a case of another stage', { stage: 'conclusion' }, back, []],
    ['a case of another stage', { stage: 'review' }, front, []],
    ['a closed case', { stage: 'issued' }, decider, []],
    ['a draft', { stage: 'draft' }, front, []],
  ])('%s (%o)', (_, state, viewer, actions) => {
    expect(offered(state, viewer)).toEqual(actions);
  });

  test('the reviewer is never offered the conclusion, not even to claim it (art. 34)', () => {
    const both = { ...officer('decider', 'li'), roles: ['back-officer', 'decider'] as const };
    expect(offered({ stage: 'conclusion', reviewedBy: 'li' }, both)).toEqual([]);
    expect(offered({ stage: 'conclusion', reviewedBy: 'wang' }, both)).toEqual(['claim', 'approve', 'refuse']);
  });

  test('a reviewer who holds a claim on the conclusion may at least give it back', () => {
    const both = { ...officer('decider', 'li'), roles: ['back-officer', 'decider'] as const };
    expect(offered({ stage: 'conclusion', reviewedBy: 'li', claimedBy: 'li' }, both)).toEqual(['release']);
  });

  test('a supervisor may give back the claim of anyone and decides nothing', () => {
    expect(offered({ stage: 'review', claimedBy: 'someone' }, officer('supervisor'))).toEqual(['release']);
    expect(offered({ stage: 'review' }, officer('supervisor'))).toEqual([]);
  });

  test.each(['inspector', 'admin'] as const)('an %s is offered nothing in any stage', (role) => {
    for (const stage of stages) expect(offered({ stage }, officer(role))).toEqual([]);
  });
});

test('everything that is offered can be done, by this viewer, from this stage', () => {
  const viewers = [employer, applicant, ...staffRoles.map((role) => officer(role))];
  for (const viewer of viewers) {
    for (const stage of stages) {
      for (const action of offered({ stage }, viewer)) {
        if (!(action in transitions)) continue;
        const { from, by } = transitions[action as TransitionName];
        expect(from).toContain(stage);
        expect(viewer.roles.some((role) => by.includes(role as never))).toBe(true);
      }
    }
  }
});
