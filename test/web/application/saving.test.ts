import { describe, expect, it } from 'vitest';
import type { Application, Form } from '../../../web/application/draft.ts';
import { readEntry } from '../../../web/application/entries.ts';
import { type Kept, openDraft, type SavingGiven, type Trouble } from '../../../web/application/saving.ts';

class Told extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble) {
    super(trouble.kind);
    this.trouble = trouble;
  }
}

const application = (version: number, post: object, more: object = {}) =>
  ({ id: 'a', version, stage: 'draft', form: { post } as Form, ...more }) as Application;

/** A zone with one application, which other tabs change as well; time passes when a test says so. */
function openZone(kept?: Kept) {
  let present = application(1, { title: 'Engineer' });
  const sent: { patch: object; version: number }[] = [];
  const planned: { milliseconds: number; act: () => void }[] = [];
  const answers: (() => void)[] = [];
  let trouble: Trouble | undefined;
  let waits = false;
  const keeps: { now: Kept | undefined } = { now: kept };
  const given: SavingGiven = {
    application: present,
    kept,
    read: (_, value) => readEntry({ kind: 'line', maximum: 20 }, value),
    save: async (patch, version) => {
      sent.push({ patch, version });
      if (waits) await new Promise<void>((resolve) => answers.push(resolve));
      if (trouble) throw new Told(trouble);
      if (version !== present.version) throw new Told({ kind: 'changed', application: present });
      const post = { ...present.form.post, ...(patch as { post: object }).post };
      present = application(version + 1, post);
      return present;
    },
    explain: (error) => (error as Told).trouble,
    keep: (what) => {
      keeps.now = what;
    },
    after: (milliseconds, act) => {
      const plan = { milliseconds, act };
      planned.push(plan);
      return () => planned.splice(planned.indexOf(plan) >>> 0, 1);
    },
  };
  return {
    given,
    sent,
    keeps,
    planned,
    elsewhere: (post: object, more: object = {}) => {
      present = application(present.version + 1, { ...present.form.post, ...post }, more);
      return present;
    },
    answerWith: (kind: Trouble | undefined) => {
      trouble = kind;
    },
    hold: () => {
      waits = true;
    },
    letGo: () => {
      waits = false;
      for (const go of answers.splice(0)) go();
    },
    present: () => present,
  };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a form that saves itself', () => {
  it('keeps what is typed at once, and saves it when the person pauses', async () => {
    const zone = openZone();
    const draft = openDraft(zone.given);
    draft.type('post.title', 'Ch');
    draft.type('post.title', 'Chemist');
    expect(zone.keeps.now).toMatchObject({ version: 1, changes: { 'post.title': 'Chemist' } });
    expect([draft.read().status, zone.planned.length, zone.sent.length]).toEqual(['unsaved', 1, 0]);
    zone.planned[0]?.act();
    await settled();
    expect(zone.sent).toEqual([{ patch: { post: { title: 'Chemist' } }, version: 1 }]);
    expect([draft.read().status, draft.read().application.version, zone.keeps.now]).toEqual(['saved', 2, undefined]);
  });

  it('has one save on its way, and saves afterwards what was typed meanwhile', async () => {
    const zone = openZone();
    const draft = openDraft(zone.given);
    zone.hold();
    draft.type('post.title', 'Chemist');
    const saving = draft.saveNow();
    draft.type('post.title', 'Physicist');
    void draft.saveNow();
    expect(zone.sent).toHaveLength(1);
    zone.letGo();
    await saving;
    expect(zone.sent.map(({ version }) => version)).toEqual([1, 2]);
    expect(zone.present().form.post?.title).toBe('Physicist');
    expect(draft.read().status).toBe('saved');
  });

  it('saves what is right, and holds back what is wrong with its reason', async () => {
    const zone = openZone();
    const draft = openDraft(zone.given);
    draft.type('post.title', 'x'.repeat(21));
    draft.type('post.workplace', 'Lab');
    await draft.saveNow();
    expect(zone.sent[0]?.patch).toEqual({ post: { workplace: 'Lab' } });
    expect(draft.read().status).toBe('held');
    expect(draft.read().wrong['post.title']?.en).toContain('at most 20');
    expect(zone.keeps.now?.changes).toEqual({ 'post.title': 'x'.repeat(21) });
  });

  it('forgets a change that is taken back', () => {
    const zone = openZone();
    const draft = openDraft(zone.given);
    draft.type('post.title', 'Chemist');
    draft.type('post.title', 'Engineer');
    expect([draft.hasUnsaved(), zone.keeps.now]).toEqual([false, undefined]);
  });

  it('shows what the zone refused at its field, saves the rest, and tries it again once it was changed', async () => {
    const zone = openZone();
    const draft = openDraft(zone.given);
    zone.answerWith({ kind: 'refused', problems: [{ path: 'post.title', code: 'odd', message: 'Odd.' }] });
    draft.type('post.title', 'Odd');
    await draft.saveNow();
    expect(draft.read().refused['post.title']?.problems[0]?.message).toBe('Odd.');
    expect([draft.read().status, zone.sent.length]).toEqual(['held', 1]);
    zone.answerWith(undefined);
    draft.type('post.title', 'Even');
    await draft.saveNow();
    expect([draft.read().status, draft.read().refused]).toEqual(['saved', {}]);
  });
});

describe('a form that somebody changes elsewhere at the same time', () => {
  it('takes over what was changed elsewhere and saves its own on top', async () => {
    const zone = openZone();
    const draft = openDraft(zone.given);
    zone.elsewhere({ workplace: 'Office' });
    draft.type('post.title', 'Chemist');
    await draft.saveNow();
    expect(zone.present().form.post).toEqual({ title: 'Chemist', workplace: 'Office' });
    expect([draft.read().taken, draft.read().status]).toEqual([['post.workplace'], 'saved']);
  });

  it('never overwrites the same field unseen: the person chooses', async () => {
    const zone = openZone();
    const draft = openDraft(zone.given);
    zone.elsewhere({ title: 'Physicist' });
    draft.type('post.title', 'Chemist');
    await draft.saveNow();
    expect(zone.present().form.post?.title).toBe('Physicist');
    expect(draft.read().clashes).toEqual([{ path: 'post.title', mine: 'Chemist', theirs: 'Physicist' }]);
    expect(draft.read().status).toBe('held');
    draft.settle('post.title', 'mine');
    await draft.saveNow();
    expect(zone.present().form.post?.title).toBe('Chemist');
  });

  it('lets go of its own where the other is chosen', async () => {
    const zone = openZone();
    const draft = openDraft(zone.given);
    zone.elsewhere({ title: 'Physicist' });
    draft.type('post.title', 'Chemist');
    await draft.saveNow();
    draft.settle('post.title', 'theirs');
    await draft.saveNow();
    expect([draft.read().status, draft.hasUnsaved(), zone.present().form.post?.title]).toEqual([
      'saved',
      false,
      'Physicist',
    ]);
  });

  it('is not disturbed when only a document was added meanwhile', async () => {
    const zone = openZone();
    const draft = openDraft(zone.given);
    zone.elsewhere({});
    draft.type('post.title', 'Chemist');
    await draft.saveNow();
    expect([zone.present().form.post?.title, draft.read().taken]).toEqual(['Chemist', []]);
  });

  it('stops when it was submitted elsewhere, and keeps what was typed', async () => {
    const zone = openZone();
    const draft = openDraft(zone.given);
    zone.elsewhere({}, { stage: 'preliminary-review' });
    draft.type('post.title', 'Chemist');
    await draft.saveNow();
    expect(draft.read().status).toBe('closed');
    expect(draft.read().changes).toEqual({ 'post.title': 'Chemist' });
  });

  it('does not go back to what was read before its own save', () => {
    const zone = openZone();
    const draft = openDraft({ ...zone.given, application: application(5, { title: 'New' }) });
    draft.receive(application(4, { title: 'Old' }));
    expect(draft.read().application.form.post?.title).toBe('New');
  });
});

describe('a form without a connection or a session', () => {
  it('tries again by itself, later each time, and loses nothing', async () => {
    const zone = openZone();
    const draft = openDraft(zone.given);
    zone.answerWith({ kind: 'lost' });
    draft.type('post.title', 'Chemist');
    await draft.saveNow();
    expect([draft.read().status, zone.planned.at(-1)?.milliseconds]).toEqual(['lost', 3000]);
    await draft.saveNow();
    expect(zone.planned.at(-1)?.milliseconds).toBe(6000);
    expect(zone.keeps.now?.changes).toEqual({ 'post.title': 'Chemist' });
    zone.answerWith(undefined);
    await draft.saveNow();
    expect([draft.read().status, zone.keeps.now]).toEqual(['saved', undefined]);
  });

  it('is taken up again after signing in, and saved', async () => {
    const zone = openZone();
    const draft = openDraft(zone.given);
    zone.answerWith({ kind: 'signed-out' });
    draft.type('post.title', 'Chemist');
    await draft.saveNow();
    expect(draft.read().status).toBe('signed-out');
    const again = openZone(zone.keeps.now);
    const resumed = openDraft(again.given);
    expect([resumed.read().restored, resumed.read().changes]).toEqual([1, { 'post.title': 'Chemist' }]);
    resumed.open();
    again.planned[0]?.act();
    await settled();
    expect(again.present().form.post?.title).toBe('Chemist');
  });

  it('asks after signing in again where the field was changed elsewhere meanwhile', () => {
    const kept = { version: 1, form: { post: { title: 'Engineer' } } as Form, changes: { 'post.title': 'Chemist' } };
    const zone = openZone(kept);
    const draft = openDraft({ ...zone.given, application: application(4, { title: 'Physicist' }) });
    expect(draft.read().clashes).toEqual([{ path: 'post.title', mine: 'Chemist', theirs: 'Physicist' }]);
  });
});
