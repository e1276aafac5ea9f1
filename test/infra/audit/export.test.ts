import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FolderInUse } from '../../../infra/audit/export-table.ts';
import { etown } from '../../../infra/zones/etown.ts';
import { canonical } from '../../../shared/domain/application/events.ts';
import { eventMoves } from '../../../shared/domain/replay/stages.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { draft, read, register, scientist, submitted, waitingIn } from '../../office/walk.ts';
import { aFolder, check, checkExport, exportOffice, type Lines, moves, readLines, writeLines } from './exported.ts';

/** A draft, a discarded draft, a case in review, a returned one that was changed since, and one that led to a permit. */
async function someOffice(): Promise<Office> {
  const { policy } = etown;
  const employerRegistration = { ...policy.employerRegistration, before: 'never' as const };
  const office = await openOffice({ zone: { policy: { ...policy, employerRegistration } } });
  const employer = await register(office);
  const other = await register(office, 'otherEmployer', scientist);
  await waitingIn(office, 'issued', employer);
  await draft(office, employer);
  const discarded = await draft(office, employer);
  await office.ask('employer', `DELETE /api/applications/${discarded}`);
  const returned = await submitted(office, other, 'otherEmployer', scientist);
  await office.ask('front', `POST /api/applications/${returned}/preliminary-review`, {
    body: {
      decision: 'return',
      deficiencies: [
        { path: 'post.duties', code: 'unclear', text: { zh: '岗位职责不明确', en: 'The duties are not clear' } },
      ],
    },
  });
  const { version } = await read(office, 'otherEmployer', returned);
  await office.ask('otherEmployer', `PATCH /api/applications/${returned}`, {
    body: { version, post: { duties: 'Lenses.\u2028And mirrors.' } },
  });
  return office;
}

let office: Office;
let original: { folder: string; remove: () => void };
beforeAll(async () => {
  office = await someOffice();
  original = aFolder();
  await exportOffice(office, original.folder);
});
afterAll(async () => {
  original.remove();
  await office.close();
});

/** A copy of the export in which somebody had a hand; checked by the program alone. */
async function spoilt(spoil: (folder: string) => void, ...options: string[]) {
  const { folder, remove } = aFolder();
  try {
    cpSync(original.folder, folder, { recursive: true });
    spoil(folder);
    return await check(folder, ...options);
  } finally {
    remove();
  }
}

/** Changes records and makes the manifest anew, as somebody would who knows the format. */
const forged = (file: string, change: (lines: Lines) => Lines | undefined, ...options: string[]) =>
  spoilt(
    (folder) => {
      const lines = readLines(folder, file);
      writeLines(folder, file, change(lines) ?? lines);
      const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
      const bytes = readFileSync(join(folder, `${file}.ndjson`));
      manifest.files[`${file}.ndjson`] = {
        lines: bytes.toString().split('\n').length - 1,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      };
      writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    },
    ...options,
  );

const employerOf = (folder: string): string => issued(readLines(folder, 'applications')).head.employerId;

const issued = (lines: Lines) => lines.find(({ head }) => head?.stage === 'issued');

/** Chains events anew from one on, as a forger would. */
function chainAnew(events: Lines): void {
  let previous = '';
  for (const event of events) {
    event.previous = previous;
    const { hash: _, ...hashed } = event;
    event.hash = createHash('sha256').update(canonical(hashed)).digest('base64url');
    previous = event.hash;
  }
}

describe('an export', () => {
  it('holds every item of the table once, but no token of a waiting execution', async () => {
    const items = await office.items();
    const applications = readLines(original.folder, 'applications');
    const told = [
      ...applications.flatMap(({ head, form, submitted: kept, documents, events, others = [] }) => [
        head,
        form,
        kept,
        ...documents,
        ...events,
        ...others,
      ]),
      ...readLines(original.folder, 'permits').flatMap(({ permit, periods, events }) => [
        permit,
        ...periods,
        ...events,
      ]),
      ...['quota', 'readings', 'outbox', 'others'].flatMap((file) => readLines(original.folder, file)),
    ].filter(Boolean);
    expect(told).toHaveLength(items.filter(({ sk }) => sk !== 'TASK').length);
    expect(JSON.stringify(applications)).not.toContain('token-');
  });

  it('gives the same bytes for the same table, however many segments read it', async () => {
    const again = aFolder();
    await exportOffice(office, again.folder, 1);
    for (const file of readdirSync(original.folder).filter((name) => name.endsWith('.ndjson'))) {
      const [one, other] = [original.folder, again.folder].map((folder) => readFileSync(join(folder, file), 'utf8'));
      expect(other, file).toBe(one);
    }
    again.remove();
  });

  it('can be read by nobody but its owner, and is never mixed with another', async () => {
    for (const file of readdirSync(original.folder)) {
      expect(statSync(join(original.folder, file)).mode & 0o077, file).toBe(0);
    }
    await expect(exportOffice(office, original.folder)).rejects.toThrow(FolderInUse);
  });

  it('says when nothing moved while it was made, and when something did', async () => {
    const [still, moving] = [aFolder(), aFolder()];
    expect(await exportOffice(office, still.folder)).toMatchObject({ settled: true, zone: 'etown', on: '2026-11-23' });
    let scans = 0;
    office.hooks.before = async (operation) => {
      if (operation !== 'Scan') return;
      scans += 1;
      if (scans !== 5) return;
      office.hooks.before = undefined;
      await draft(office, employerOf(original.folder));
    };
    expect(await exportOffice(office, moving.folder)).toMatchObject({ settled: false });
    expect((await check(moving.folder)).code).toBe(0);
    for (const { remove } of [still, moving]) remove();
  });
});

describe('a record that contradicts itself in the table', () => {
  it('is read again in case it was about to change, then exported as it is, and found', async () => {
    const head = (await office.items()).find(({ sk, stage }) => sk === 'HEAD' && stage === 'issued');
    if (!head) throw new Error('no head');
    await office.table.put({ ...head, events: Number(head.events) + 1 });
    let read = 0;
    office.hooks.before = (operation) => {
      if (operation === 'Query') read += 1;
    };
    const { folder, remove } = aFolder();
    await exportOffice(office, folder);
    office.hooks.before = undefined;
    await office.table.put(head);
    expect(read).toBeGreaterThan(1);
    expect((await check(folder)).said).toMatch(/events: the head says \d+, its events say \d+/);
    remove();
  });
});

describe('a case whose retention is over', () => {
  it('is listed as due for erasure after its years, and a draft after its days; nothing is erased', async () => {
    const before = (await office.items()).length;
    const [early, late] = [aFolder(), aFolder()];
    office.clock.set('2027-11-24T02:00:00.000Z');
    await exportOffice(office, early.folder);
    const told = readLines(early.folder, 'due-for-erasure').map(({ what, keptTo }) => `${what} kept to ${keptTo}`);
    expect([...new Set(told)]).toEqual(['draft kept to 2027-11-23']);
    office.clock.set('2040-01-01T02:00:00.000Z');
    await exportOffice(office, late.folder);
    const due = readLines(late.folder, 'due-for-erasure');
    const permit = readLines(late.folder, 'permits')[0]?.permit;
    expect(due.find(({ stage }) => stage === 'issued')).toMatchObject({ what: 'closed-case', lastDay: permit.validTo });
    expect(due.map(({ stage }) => stage)).not.toContain('returned');
    expect((await check(late.folder)).code).toBe(0);
    expect(await office.items()).toHaveLength(before);
    office.clock.set('2026-11-23T02:00:00.000Z');
    for (const { remove } of [early, late]) remove();
  });
});

describe('the checker', () => {
  it('knows the same table of stages as the code that runs', () => {
    const own = Object.fromEntries(
      Object.entries(moves).map(([type, [from, to]]) => [type, { from: [...from].sort(), to }]),
    );
    const running = Object.fromEntries(
      Object.entries(eventMoves).map(([type, { from, to }]) => [
        type,
        { from: [...from].sort(), to: to.length > 1 ? 'the stage before it was referred' : to[0] },
      ]),
    );
    expect(own).toEqual(running);
  });

  it('finds nothing in an export that nobody touched', async () => {
    const { code, said } = await check(original.folder);
    expect(said).toMatch(/applications +4\nevents +\d+\npermits +1\nplaces +0\nfindings +0\n$/);
    expect(code).toBe(0);
  });

  it('says so when there is nothing to check', async () => {
    const { code, said } = await check(join(original.folder, 'nowhere'));
    expect(code).toBe(2);
    expect(said).toContain('cannot be checked');
  });

  it.each([
    [
      'a changed value',
      (events: Lines) => {
        events[1].data.score.total = 99;
      },
      'event 2 is not what its hash was made of',
    ],
    [
      'a changed officer',
      (events: Lines) => {
        events[3].by.subject = 'somebody-else';
      },
      'event 4 is not what its hash',
    ],
    [
      'a dropped event',
      (events: Lines) => {
        events.splice(2, 1);
      },
      'event 4 does not follow event 2',
    ],
    [
      'two events swapped',
      (events: Lines) => {
        [events[2], events[3]] = [events[3], events[2]];
      },
      'event 4 does not follow event 2',
    ],
    [
      'an event told twice',
      (events: Lines) => {
        events.splice(2, 0, events[2]);
      },
      'event 3 does not follow event 3',
    ],
    [
      'the last event cut off',
      (events: Lines) => {
        events.pop();
      },
      'stage: the head says issued, its events say approved',
    ],
    [
      'the first event cut off',
      (events: Lines) => {
        events.shift();
      },
      'event 2 does not follow event 0',
    ],
    [
      'a chain made anew over a changed value',
      (events: Lines) => {
        events[1].data.score.total = 99;
        chainAnew(events);
      },
      'chain-heads.ndjson says otherwise',
    ],
    [
      'a stage left out and the chain made anew',
      (events: Lines) => {
        events.splice(2, 1);
        for (const [at, event] of events.entries()) event.sequence = at + 1;
        chainAnew(events);
      },
      'is not allowed in stage preliminary-review',
    ],
    [
      'the reviewer as decider and the chain made anew',
      (events: Lines) => {
        events[4].by.subject = events[3].by.subject;
        chainAnew(events);
      },
      'approved: the reviewer decided',
    ],
  ])('finds %s', async (_what, change, finding) => {
    const { code, said } = await forged('applications', (lines) => {
      change(issued(lines).events);
      return undefined;
    });
    expect(said).toContain(finding);
    expect(code).toBe(1);
  });

  it.each([
    [
      'a form that was changed after it was handed in',
      (record: Lines[0]) => {
        record.form.form.post.title = 'Director';
      },
    ],
    [
      'a document that was exchanged',
      (record: Lines[0]) => {
        record.documents[0].sha256 = 'f'.repeat(64);
      },
    ],
    [
      'a document that was taken out',
      (record: Lines[0]) => {
        record.documents.pop();
      },
    ],
  ])('finds %s, though no event was touched', async (_what, change) => {
    const { code, said } = await forged('applications', (lines) => {
      change(issued(lines));
      return undefined;
    });
    expect(said).toContain('form and documents are not those that were handed in');
    expect(code).toBe(1);
  });

  it('finds a returned form that was changed where the submitted one is kept', async () => {
    const { said } = await forged('applications', (lines) => {
      lines.find(({ submitted: kept }) => kept).submitted.form.post.title = 'Director';
      return undefined;
    });
    expect(said).toContain('form and documents are not those that were handed in');
  });

  it('finds a whole history that was passed off as another application’s', async () => {
    const { said } = await forged('applications', (lines) => {
      const [one, other] = lines.filter(({ head }) => head?.round > 0);
      [one.events, other.events] = [other.events, one.events];
      return undefined;
    });
    expect(said.match(/its events are those of another application/g)).toHaveLength(2);
  });

  it('finds a letterhead that was changed, and with it every letter that bears it', async () => {
    const { said } = await forged('applications', (lines) => {
      const [letterhead] = issued(lines).others;
      letterhead.applicant = { name: 'SOMEBODY ELSE' };
      return undefined;
    });
    expect(said).toMatch(/LETTERHEAD#\S+ was changed/);
  });

  it('finds a head that says something else than its events', async () => {
    const { said } = await forged('applications', (lines) => {
      issued(lines).head.stage = 'refused';
      return undefined;
    });
    expect(said).toContain('stage: the head says refused, its events say issued');
  });

  it('finds a case that is missing, told twice, or out of order', async () => {
    expect((await forged('applications', (lines) => lines.slice(1))).said).toContain('has no application');
    expect((await forged('applications', (lines) => [lines[0], ...lines])).said).toContain('appears twice');
    expect((await forged('applications', (lines) => lines.reverse())).said).toContain('is out of order');
  });

  it('finds two open cases of one person with one employer', async () => {
    const { said } = await forged('applications', (lines) => {
      const open = lines.find(({ head }) => head?.stage === 'returned');
      return [...lines, { ...open, id: 'zzzz', head: { ...open.head, id: 'zzzz' } }];
    });
    expect(said).toContain('same person, employer and procedure');
  });

  it('finds a permit that no application issued, one that is missing, and one issued twice', async () => {
    const change = (applicationId: string) => (lines: Lines) => {
      lines[0].permit.applicationId = applicationId;
      return lines;
    };
    expect((await forged('permits', change('nobody'))).said).toContain('application nobody did not issue it');
    expect((await forged('permits', () => [])).said).toContain('was issued and is not there');
    const twice = await forged('permits', ([line]) => [{ ...line, periods: [{ ...line.permit, statusIndex: 1 }] }]);
    expect(twice.said).toContain('did not issue it, or not once');
  });

  it('finds a place of the quota that the events of its holder do not know', async () => {
    const place = { pk: 'QUOTA#2026#c', sk: 'PLACE#00001', number: 1, state: 'reserved', applicationId: 'a1' };
    expect((await forged('quota', () => [place])).said).toContain('reserved for a1, whose events say otherwise');
    const { said } = await forged('applications', (lines) => {
      issued(lines).head.quota = '2026#c#1';
      return undefined;
    });
    expect(said).toContain('quota: the head says 2026#c#1, its events say undefined');
  });

  it('finds any byte that differs from what the manifest was made with', async () => {
    const cut = await spoilt((folder) => truncateSync(join(folder, 'readings.ndjson'), 40));
    expect(cut.said).toContain('readings.ndjson: ends inside a line');
    const more = await spoilt((folder) => writeFileSync(join(folder, 'others.ndjson'), '{"pk":"X","sk":"Y"}\n'));
    expect(more.said).toMatch(/others.ndjson: is .*"lines":1.*, the manifest says/);
    const missing = await spoilt((folder) => truncateSync(join(folder, 'permits.ndjson'), 0));
    expect(missing.said).toMatch(/permits.ndjson: is /);
    for (const { code } of [cut, more, missing]) expect(code).toBe(1);
  });

  it('finds a past that was rewritten with everything made anew, by an earlier list of chain heads', async () => {
    const rewrite = async (...options: string[]) => {
      const { folder, remove } = aFolder();
      cpSync(original.folder, folder, { recursive: true });
      const lines = readLines(folder, 'applications');
      const the = issued(lines);
      the.events[1].data.score.total = 99;
      chainAnew(the.events);
      the.head.chain = the.events.at(-1).hash;
      writeLines(folder, 'applications', lines);
      writeLines(
        folder,
        'chain-heads',
        lines.map(({ id, events }) => ({ id, events: events.at(-1).sequence, chain: events.at(-1).hash })),
      );
      const told: string[] = [];
      await checkExport(folder, { before: options[0], report: (line: string) => told.push(line) });
      remove();
      return told.filter((line) => !line.includes('the manifest says')).join('\n');
    };
    expect(await rewrite()).toBe('');
    expect(await rewrite(join(original.folder, 'chain-heads.ndjson'))).toContain(
      'events are not those of the earlier export',
    );
  });

  it('accepts what was added since an earlier export, and finds what is gone', async () => {
    const kept = join(original.folder, 'chain-heads.ndjson');
    const later = aFolder();
    const { id } = readLines(original.folder, 'applications').find(({ head }) => head?.stage === 'returned');
    expect((await office.ask('otherEmployer', `POST /api/applications/${id}/withdraw`)).status).toBe(200);
    await exportOffice(office, later.folder);
    expect((await check(later.folder, '--before', kept)).code).toBe(0);
    const others = readLines(later.folder, 'applications').filter((line) => line.id !== id);
    writeLines(later.folder, 'applications', others);
    expect((await check(later.folder, '--before', kept)).said).toContain('was in the earlier export and is gone');
    later.remove();
  });
});
