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
  restorations,
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
    'deem-accepted': 'review',
    return: 'returned',
    'refuse-acceptance': 'not-accepted',
    'deem-granted': 'approved',
    refer: 'with-delegating-authority',
  },
  returned: {
    submit: 'preliminary-review',
    supplement: 'review',
    withdraw: 'withdrawn',
    lapse: 'lapsed',
    refer: 'with-delegating-authority',
  },
  review: {
    recommend: 'conclusion',
    return: 'returned',
    withdraw: 'withdrawn',
    'deem-granted': 'approved',
    refer: 'with-delegating-authority',
  },
  conclusion: {
    approve: 'approved',
    'announce-refusal': 'refusal-announced',
    refuse: 'refused',
    'review-again': 'review',
    withdraw: 'withdrawn',
    'deem-granted': 'approved',
    refer: 'with-delegating-authority',
  },
  'refusal-announced': {
    reply: 'conclusion',
    'end-reply': 'conclusion',
    withdraw: 'withdrawn',
    'deem-granted': 'approved',
    refer: 'with-delegating-authority',
  },
  'with-delegating-authority': {
    withdraw: 'withdrawn',
    'deem-granted': 'approved',
    'restore-preliminary-review': 'preliminary-review',
    'restore-returned': 'returned',
    'restore-review': 'review',
    'restore-conclusion': 'conclusion',
    'restore-refusal-announced': 'refusal-announced',
  },
  approved: { issue: 'issued', complete: 'completed', reconsider: 'conclusion' },
  issued: {},
  completed: {},
  refused: { reopen: 'preliminary-review' },
  'not-accepted': { reopen: 'preliminary-review' },
  withdrawn: { reopen: 'preliminary-review' },
  lapsed: { reopen: 'preliminary-review' },
};

const names = Object.keys(transitions) as TransitionName[];
const everyPair = stages.flatMap((stage) => names.map((name) => [stage, name] as const));

describe('the transition table', () => {
  test.each(everyPair)('from %s, "%s" leads where the law says or nowhere', (stage, name) => {
    const { from, to } = transitions[name];
    expect(from.includes(stage) ? to : undefined).toBe(allowed[stage][name]);
  });

  test('a closed case is left only by reopening it, one that was granted never, every other stage can be left', () => {
    for (const stage of stages) {
      const ways = names.filter((name) => transitions[name].from.includes(stage));
      if (!closedStages.includes(stage)) expect([stage, ways.length > 0]).toEqual([stage, true]);
      else expect([stage, ways]).toEqual([stage, ['issued', 'completed'].includes(stage) ? [] : ['reopen']]);
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

  test('only the office that works a stage decides in it, only parties submit, mend, reply, recall and withdraw', () => {
    const byItself = [
      'deem-accepted',
      'deem-granted',
      'end-reply',
      'issue',
      'complete',
      'reconsider',
      'lapse',
      'refer',
      ...Object.values(restorations),
    ];
    for (const [name, { from, by }] of Object.entries(transitions)) {
      if (by === 'system') expect(byItself).toContain(name);
      else if (by.includes('employer')) {
        expect(['submit', 'supplement', 'recall', 'withdraw', 'reply']).toContain(name);
      } else if (by.includes('supervisor')) expect(['reopen', 'review-again']).toContain(name);
      else expect([...by]).toEqual(from.map((stage) => isOfficerStage(stage) && claimRoles[stage]));
    }
  });

  test('a case comes back from the delegating authority to the stage from which it was handed over', () => {
    for (const [stage, name] of Object.entries(restorations)) {
      expect(transitions.refer.from).toContain(stage);
      expect(transitions[name]).toMatchObject({ from: ['with-delegating-authority'], to: stage });
    }
    expect(Object.keys(restorations).sort()).toEqual([...transitions.refer.from].sort());
  });

  test('the law grants an extension wherever the office has it, and never while the party does', () => {
    expect(transitions['deem-granted'].from).not.toContain('returned');
    for (const stage of [...officerStages, 'refusal-announced', 'with-delegating-authority'] as const) {
      expect(transitions['deem-granted'].from).toContain(stage);
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
    ['returned in review', { stage: 'returned', returnedFrom: 'review' }, ['submit', 'save', 'withdraw']],
    ['with an announced refusal', { stage: 'refusal-announced' }, ['reply', 'withdraw']],
    ['with the delegating authority', { stage: 'with-delegating-authority' }, ['withdraw']],
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
  test.each(stages)('%s: to fill in the form while it may be changed, and to reply, nothing else', (stage) => {
    const wanted = editableStages.includes(stage) ? ['save'] : stage === 'refusal-announced' ? ['reply'] : [];
    expect(offered({ stage }, applicant)).toEqual(wanted);
  });
});

test('a foreigner who files alone is offered what an employer is', () => {
  const alone = { ...applicant, files: true };
  for (const stage of stages) {
    for (const round of [0, 1]) expect(offered({ stage, round }, alone)).toEqual(offered({ stage, round }, employer));
  }
});

test('what was returned in review is handed in as what was asked for, every other return as a new submission', () => {
  const first = (returnedFrom: 'preliminary-review' | 'review') =>
    nextActions({ stage: 'returned', round: 1, returnedFrom }, employer)[0]?.label;
  expect(first('review')).toEqual(transitions.supplement.label);
  expect(first('preliminary-review')).toEqual(transitions.submit.label);
  expect(nextActions({ stage: 'draft', round: 1, returnedFrom: 'review' }, employer)[0]?.label).toEqual(
    transitions.submit.label,
  );
});

describe('in a zone with service windows', () => {
  const back = officer('back-officer');
  const outside = { ...back, outsideWindow: true };

  test('officers of the window work a case and may pass it to another', () => {
    expect(offered({ stage: 'review', serviceWindow: 2 }, back)).toEqual([
      'claim',
      'recommend',
      'return',
      'pause',
      'move',
    ]);
    expect(offered({ stage: 'review', serviceWindow: 2, claimedBy: back.subject }, back)).toContain('move');
    expect(offered({ stage: 'review', serviceWindow: 2, claimedBy: 'someone' }, back)).toEqual([]);
    expect(offered({ stage: 'conclusion', serviceWindow: 2 }, back)).toEqual([]);
  });

  test('officers of another window are offered nothing but to give back what they hold', () => {
    expect(offered({ stage: 'review', serviceWindow: 2 }, outside)).toEqual([]);
    expect(offered({ stage: 'review', serviceWindow: 2, pause: { kind: 'hearing' } }, outside)).toEqual([]);
    expect(offered({ stage: 'review', serviceWindow: 2, claimedBy: outside.subject }, outside)).toEqual(['release']);
  });

  test('a supervisor passes a case on wherever it is not closed, handed over or still a draft', () => {
    const moved = stages.filter((stage) =>
      offered({ stage, serviceWindow: 2 }, officer('supervisor')).includes('move'),
    );
    expect(moved).toEqual(['preliminary-review', 'returned', 'review', 'conclusion', 'refusal-announced']);
  });

  test('the parties pass nothing on', () => {
    for (const viewer of [employer, applicant]) {
      for (const stage of stages) expect(offered({ stage, serviceWindow: 2 }, viewer)).not.toContain('move');
    }
  });
});

describe('what officers are offered', () => {
  const front = officer('front-officer');
  const back = officer('back-officer');
  const decider = officer('decider');

  test.each<[string, Partial<CaseState> & { stage: Stage }, Viewer, string[]]>([
    ['a free case', { stage: 'preliminary-review' }, front, ['claim', 'accept', 'return', 'refuse-acceptance']],
    ['a free case', { stage: 'review' }, back, ['claim', 'recommend', 'return', 'pause']],
    [
      'a free case',
      { stage: 'conclusion', reviewedBy: 'li' },
      decider,
      ['claim', 'approve', 'announce-refusal', 'pause'],
    ],
    [
      'a case with an announced refusal',
      { stage: 'conclusion', reviewedBy: 'li', intention: 7 },
      decider,
      ['claim', 'approve', 'refuse', 'pause'],
    ],
    [
      'their own claim',
      { stage: 'review', claimedBy: 'back-officer' },
      back,
      ['recommend', 'return', 'pause', 'release'],
    ],
    ['a case that stands still', { stage: 'review', pause: { kind: 'hearing' } }, back, ['claim', 'resume']],
    [
      'a case that stands still and is another’s',
      { stage: 'review', claimedBy: 'x', pause: { kind: 'hearing' } },
      back,
      [],
    ],
    [
      'their own claim that stands still',
      { stage: 'review', claimedBy: 'back-officer', pause: { kind: 'hearing' } },
      back,
      ['resume', 'release'],
    ],
    ['a case of another', { stage: 'review', claimedBy: 'someone' }, back, []],
    ['a case of another stage', { stage: 'conclusion' }, back, []],
    ['a case of another stage', { stage: 'review' }, front, []],
    ['a closed case', { stage: 'issued' }, decider, []],
    ['a draft', { stage: 'draft' }, front, []],
  ])('%s (%o)', (_, state, viewer, actions) => {
    expect(offered(state, viewer)).toEqual(actions);
  });

  test('the claim of a colleague on leave, or of somebody whose role has ended, is worked like their own', () => {
    const standIn = { ...back, actsFor: 'chen' };
    expect(offered({ stage: 'review', claimedBy: 'chen' }, standIn)).toEqual([
      'recommend',
      'return',
      'pause',
      'release',
    ]);
    expect(offered({ stage: 'review', claimedBy: 'sun' }, standIn)).toEqual([]);
    expect(offered({ stage: 'review' }, standIn)).toContain('claim');
    const reviewer = { ...officer('decider', 'li'), actsFor: 'chen' };
    expect(offered({ stage: 'conclusion', reviewedBy: 'li', claimedBy: 'chen' }, reviewer)).toEqual(['release']);
  });

  test('the reviewer is never offered the conclusion, not even to claim it (art. 34)', () => {
    const both = { ...officer('decider', 'li'), roles: ['back-officer', 'decider'] as const };
    expect(offered({ stage: 'conclusion', reviewedBy: 'li' }, both)).toEqual([]);
    expect(offered({ stage: 'conclusion', reviewedBy: 'wang' }, both)).toEqual([
      'claim',
      'approve',
      'announce-refusal',
      'pause',
    ]);
  });

  test('a reviewer who holds a claim on the conclusion may at least give it back', () => {
    const both = { ...officer('decider', 'li'), roles: ['back-officer', 'decider'] as const };
    expect(offered({ stage: 'conclusion', reviewedBy: 'li', claimedBy: 'li' }, both)).toEqual(['release']);
  });

  test('any of those whom the procedure has conclude may, and review stays with the back office', () => {
    const decidedBy = ['supervisor', 'decider'] as const;
    expect(offered({ stage: 'conclusion', decidedBy }, decider)).toContain('approve');
    expect(offered({ stage: 'review', decidedBy }, back)).toContain('recommend');
    expect(offered({ stage: 'review', decidedBy }, decider)).toEqual([]);
  });

  test('who reviewed a case reviews it again where it was sent back, and a former reviewer may conclude', () => {
    expect(offered({ stage: 'review', reviewedBy: back.subject }, back)).toContain('recommend');
    expect(offered({ stage: 'conclusion', formerReviewer: decider.subject }, decider)).toContain('approve');
  });

  test('nobody but who files it is offered to discard a new draft', () => {
    expect(offered({ stage: 'draft', round: 0 }, applicant)).toEqual(['save']);
    for (const role of staffRoles) expect(offered({ stage: 'draft', round: 0 }, officer(role))).toEqual([]);
  });

  test('who reviewed what was refused is offered no second review of it once it is reopened', () => {
    expect(offered({ stage: 'review', formerReviewer: 'back-officer' }, back)).toEqual([]);
    expect(offered({ stage: 'review', formerReviewer: 'li' }, back)).toContain('recommend');
  });

  test('a supervisor gives back claims, ends pauses, extends the time once, sends back and reopens, and decides nothing', () => {
    const supervisor = officer('supervisor');
    const seen = (state: Partial<CaseState> & { stage: Stage }) => offered(state, supervisor);
    expect(seen({ stage: 'preliminary-review' })).toEqual([]);
    expect(seen({ stage: 'review' })).toEqual(['extend-time']);
    expect(seen({ stage: 'review', extended: 5 })).toEqual([]);
    expect(seen({ stage: 'review', claimedBy: 'someone', extended: 5 })).toEqual(['release']);
    expect(seen({ stage: 'conclusion', extended: 5 })).toEqual(['review-again']);
    expect(seen({ stage: 'conclusion', pause: { kind: 'inspection' }, extended: 5 })).toEqual(['resume']);
    for (const stage of closedStages) {
      expect(seen({ stage })).toEqual(['issued', 'completed'].includes(stage) ? [] : ['reopen']);
    }
  });

  test('what the procedure has a supervisor conclude is offered to a supervisor and not to a decider', () => {
    const state = { stage: 'conclusion', decidedBy: ['supervisor'] } as const;
    expect(offered(state, officer('supervisor'))).toEqual([
      'claim',
      'approve',
      'announce-refusal',
      'pause',
      'review-again',
      'extend-time',
    ]);
    expect(offered(state, decider)).toEqual([]);
  });

  test.each(['inspector', 'admin'] as const)('an %s is offered nothing in any stage', (role) => {
    for (const stage of stages) expect(offered({ stage }, officer(role))).toEqual([]);
  });
});

test('everything that is offered can be done, by this viewer, from this stage', () => {
  const viewers = [employer, applicant, ...staffRoles.map((role) => officer(role))];
  for (const viewer of viewers) {
    for (const stage of stages) {
      for (const returnedFrom of ['preliminary-review', 'review'] as const) {
        for (const action of offered({ stage, returnedFrom }, viewer)) {
          if (!(action in transitions)) continue;
          const { from, by } = transitions[action as TransitionName];
          expect(from).toContain(stage);
          expect(viewer.roles.some((role) => by.includes(role as never))).toBe(true);
        }
      }
    }
  }
});
