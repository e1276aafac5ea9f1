/**
 * Checks an export of a zone's records without trusting the system that made it: no package, nothing of the repository,
 * any Node.js from 20 on. docs/audit.md describes the format. Prints each finding and a closing line; ends with 0 when
 * there is none, 1 when there is one, 2 when the folder cannot be read.
 *   node check-export.mjs <folder> [--before <chain-heads.ndjson of an earlier export>]
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What each event needs as the stage before it, and where it leads; without the second it keeps the stage. */
const officers = ['preliminary-review', 'review', 'conclusion'];
const accepted = ['review', 'conclusion'];
const open = [...officers, 'returned', 'refusal-announced', 'with-delegating-authority'];
export const moves = {
  submitted: [['draft', 'returned'], 'preliminary-review'],
  supplemented: [['returned'], 'review'],
  recalled: [['preliminary-review'], 'draft'],
  withdrawn: [['draft', ...open], 'withdrawn'],
  ...Object.fromEntries(['claimed', 'released', 'supplied'].map((type) => [type, [officers]])),
  moved: [[...officers, 'returned', 'refusal-announced']],
  'credit-counted': [officers],
  escalated: [[...officers, 'refusal-announced', 'with-delegating-authority']],
  accepted: [['preliminary-review'], 'review'],
  'deemed-accepted': [['preliminary-review'], 'review'],
  returned: [['preliminary-review', 'review'], 'returned'],
  'acceptance-refused': [['preliminary-review'], 'not-accepted'],
  ...Object.fromEntries(['paused', 'resumed', 'time-extended'].map((type) => [type, [accepted]])),
  reviewed: [['review'], 'conclusion'],
  'sent-back': [['conclusion'], 'review'],
  'refusal-announced': [['conclusion'], 'refusal-announced'],
  replied: [['refusal-announced'], 'conclusion'],
  'reply-period-ended': [['refusal-announced'], 'conclusion'],
  approved: [['conclusion'], 'approved'],
  refused: [['conclusion'], 'refused'],
  'deemed-granted': [[...officers, 'refusal-announced', 'with-delegating-authority'], 'approved'],
  referred: [[...officers, 'returned', 'refusal-announced'], 'with-delegating-authority'],
  restored: [['with-delegating-authority'], 'the stage before it was referred'],
  'permit-issued': [['approved'], 'issued'],
  completed: [['approved'], 'completed'],
  'effect-blocked': [['approved'], 'conclusion'],
  reopened: [['refused', 'not-accepted', 'withdrawn', 'lapsed'], 'preliminary-review'],
  lapsed: [['returned'], 'lapsed'],
};
const ended = ['issued', 'completed', 'refused', 'not-accepted', 'withdrawn', 'lapsed'];

/** JSON with the names of every object in order of their UTF-16 units and no spaces: what a hash is made of. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}
const sha256 = (text) => createHash('sha256').update(text).digest('base64url');

/** The lines of a file with their numbers; tells `seen` every byte, and `cut` of a last line that does not end. */
async function* linesOf(file, seen = () => {}, cut = () => {}) {
  let rest = Buffer.alloc(0);
  let number = 0;
  for await (const chunk of createReadStream(file)) {
    seen(chunk);
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield { number: ++number, text: rest.subarray(0, end).toString() };
      rest = rest.subarray(end + 1);
    }
  }
  if (rest.length > 0) cut();
}

async function* earlier(file) {
  if (file) for await (const { text } of linesOf(file)) yield JSON.parse(text);
}

/** Walks beside a list in the same order: gives the record of an id, and tells `left` of those that were passed. */
function beside(records, left) {
  let next;
  return async (id) => {
    for (next ??= (await records.next()).value; next && next.id < id; next = (await records.next()).value) left(next);
    const found = next?.id === id ? next : undefined;
    if (found) next = undefined;
    return found;
  };
}

export async function checkExport(folder, { before, report }) {
  const counts = { applications: 0, events: 0, permits: 0, places: 0, findings: 0 };
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  if (manifest.format !== 'greenpath-export/1') throw new Error(`unknown format ${manifest.format}`);
  const find = (where, what) => {
    counts.findings += 1;
    report(`${where}: ${what}`);
  };

  /** The records of a file, one by one, while its sums are compared with the manifest. */
  async function* records(name, keyOf = ({ pk, sk }) => `${pk} ${sk}`) {
    const file = `${name}.ndjson`;
    const sums = manifest.files[file] ?? {};
    if (!existsSync(join(folder, file))) return find(file, 'is missing');
    const hash = createHash('sha256');
    let [bytes, lines, last] = [0, 0, ''];
    const seen = (chunk) => {
      hash.update(chunk);
      bytes += chunk.length;
    };
    for await (const { number, text } of linesOf(join(folder, file), seen, () => find(file, 'ends inside a line'))) {
      lines += 1;
      try {
        const record = JSON.parse(text);
        const key = keyOf(record);
        if (key <= last) find(`${file}:${number}`, key === last ? `${key} appears twice` : `${key} is out of order`);
        last = key;
        yield { ...record, where: `${file}:${number} ${key}` };
      } catch (error) {
        find(`${file}:${number}`, `cannot be read: ${error.message}`);
      }
    }
    const here = canonical({ lines, bytes, sha256: hash.digest('hex') });
    if (here !== canonical(sums)) find(file, `is ${here}, the manifest says ${canonical(sums)}`);
  }

  /** Recomputes the chain of hashes and walks the stages; gives what the events say of the case. */
  function follow(events, say) {
    const state = { stage: 'draft', round: 0 };
    let last = { sequence: 0, hash: '', at: '' };
    for (const event of events) {
      const { hash, ...hashed } = event;
      const at = `event ${event.sequence}`;
      if (event.sequence !== last.sequence + 1 || event.previous !== last.hash)
        say(`${at} does not follow event ${last.sequence}`);
      // Of an erased event the hash is left by which its neighbours hold; that it was erased has to stand on record.
      if (event.erased === true) state.erased = true;
      else if (sha256(canonical(hashed)) !== hash) say(`${at} is not what its hash was made of`);
      if (Date.parse(last.at) - Date.parse(event.at) > 5000) say(`${at} is earlier than the event before it`);
      last = event;
      step(state, event, (what) => say(`${at}, ${event.type}: ${what}`));
    }
    return { ...state, events: last.sequence, chain: last.hash };
  }

  function step(state, { sequence, type, by, at, data = {} }, say) {
    if ((type === 'created') !== (sequence === 1)) say('an application begins once, with "created"');
    if (type === 'created') return;
    const [from, to] = moves[type] ?? [[]];
    if (!from.includes(state.stage)) say(`is not allowed in stage ${state.stage}`);
    if (/^(submitted|supplemented)$/.test(type)) Object.assign(state, { round: state.round + 1, reviewer: undefined });
    if (data.filed !== undefined) Object.assign(state, { filed: data.filed, filedAt: at });
    if (/^(approved|refused)$/.test(type) && by.subject && by.subject === state.reviewer) say('the reviewer decided');
    if (/^(reviewed|sent-back|reopened)$/.test(type)) state.reviewer = type === 'reviewed' ? by.subject : undefined;
    if (type === 'permit-issued') state.issued = true;
    if (/^(permit-issued|completed)$/.test(type)) state.permitNumber = data.permitNumber;
    if (type === 'referred') state.referredFrom = state.stage;
    state.stage = type === 'restored' ? (state.referredFrom ?? state.stage) : (to ?? state.stage);
    const { released, reserved, confirmed } = data.quota ?? {};
    for (const held of [released, confirmed])
      if (held !== undefined && held !== state.place) say(`gives up or confirms place ${held} without holding it`);
    if (released !== undefined) state.place = undefined;
    if (reserved !== undefined && state.place !== undefined) say(`takes place ${reserved} beside ${state.place}`);
    if (reserved !== undefined) Object.assign(state, { place: reserved, confirmed: false });
    if (confirmed !== undefined) state.confirmed = true;
  }

  /** Form and documents as they were handed in last, against the fingerprint in the event of that moment. */
  function compareFiled({ head, form, submitted, documents = [] }, { filed, filedAt }, say) {
    if (filed === undefined) return;
    const there = documents
      .filter(({ state, judgedAt, addedAt }) => /^(accepted|replaced)$/.test(state) && (judgedAt ?? addedAt) <= filedAt)
      .filter(({ removedAt, replacedAt }) => !(removedAt <= filedAt) && !(replacedAt <= filedAt));
    const whole = {
      form: (submitted?.round === head.round ? submitted : form)?.form,
      documents: there.map((document) => `${document.id} ${document.sha256}`).sort(),
    };
    if (sha256(canonical(whole)).slice(0, 22) !== filed) say('form and documents are not those that were handed in');
  }

  const [openCases, places, issued] = [new Map(), new Map(), new Map()];
  const erased = new Set();
  const headOf = beside(
    records('chain-heads', ({ id }) => id),
    ({ where }) => find(where, 'has no application'),
  );
  const anchorOf = beside(earlier(before), ({ id }) => find(id, 'was in the earlier export and is gone'));

  for await (const record of records('applications', ({ id }) => id)) {
    const { id, where, head, events = [] } = record;
    const say = (what) => find(where, what);
    const told = follow(events, say);
    if (events[0]?.data?.application !== id) say('its events are those of another application');
    counts.applications += 1;
    counts.events += events.length;
    if (told.erased) {
      erased.add(id);
      if (!events.every((event) => event.erased === true)) say('only some of its events were erased');
      if (record.form || record.submitted || record.documents?.length > 0) say('was erased, and something is left');
    }
    const kept = await headOf(id);
    if (kept?.chain !== told.chain || kept.events !== told.events) say('chain-heads.ndjson says otherwise');
    const anchor = await anchorOf(id);
    if (anchor?.events > 0 && events[anchor.events - 1]?.hash !== anchor.chain)
      say(`its first ${anchor.events} events are not those of the earlier export`);
    if (!head && told.round > 0) say('was submitted and has no head');
    if (!head) continue;
    for (const name of ['stage', 'round', 'events', 'chain', 'permitNumber'])
      if (head[name] !== told[name]) say(`${name}: the head says ${head[name]}, its events say ${told[name]}`);
    if (head.quota !== told.place) say(`quota: the head says ${head.quota}, its events say ${told.place}`);
    compareFiled(record, told, say);
    for (const { sk, ...kept } of record.others ?? [])
      if (sk.startsWith('LETTERHEAD#') && !sha256(canonical(kept)).startsWith(sk.slice(11))) say(`${sk} was changed`);
    if (told.issued) issued.set(id, told.permitNumber);
    if (places.has(told.place)) say(`holds place ${told.place}, which ${places.get(told.place).id} holds too`);
    if (told.place !== undefined) places.set(told.place, { id, confirmed: told.confirmed });
    if (told.stage === 'draft' || ended.includes(told.stage)) continue;
    const lock = `${head.personId ?? 'the employer itself'} ${head.employerId} ${head.procedure}`;
    if (openCases.has(lock)) say(`is open beside ${openCases.get(lock)}: same person, employer and procedure`);
    openCases.set(lock, id);
  }
  await Promise.all([headOf('\uffff'), anchorOf('\uffff')]);

  for await (const { permit, periods, where } of records('permits', ({ number }) => number)) {
    counts.permits += 1;
    // An earlier record of the present token was left by a change that did not come about.
    const former = periods.filter(({ statusIndex }) => statusIndex !== permit?.statusIndex);
    for (const { applicationId, number } of permit ? [...former, permit] : former) {
      if (issued.get(applicationId) !== number)
        find(where, `application ${applicationId} did not issue it, or not once`);
      issued.delete(applicationId);
    }
  }
  for (const [id, number] of issued) find(`application ${id}`, `permit ${number} was issued and is not there`);

  for await (const { pk, sk, number, state, applicationId, where } of records('quota')) {
    if (!sk.startsWith('PLACE#') || state === 'closed') continue;
    counts.places += 1;
    const name = `${pk.slice('QUOTA#'.length)}#${number}`;
    const holder = places.get(name);
    if (holder?.id !== applicationId || holder.confirmed !== (state === 'confirmed'))
      find(where, `${state} for ${applicationId}, whose events say otherwise`);
    places.delete(name);
  }
  for (const [name, { id }] of places) find(`application ${id}`, `holds place ${name}, which is not taken`);
  for (const name of ['readings', 'outbox']) for await (const _ of records(name));
  // What happened to the office itself stands before its standing, which names the last of it.
  let last = { sequence: 0, hash: '' };
  let erasure = { sequence: 0, hash: '' };
  for await (const { pk, sk, where, ...kept } of records('others')) {
    if (pk === 'ERASURES' && sk.startsWith('EVENT#')) {
      const { hash, ...hashed } = kept;
      if (kept.sequence !== erasure.sequence + 1 || kept.previous !== erasure.hash) find(where, 'does not follow');
      if (sha256(canonical(hashed)) !== hash) find(where, 'is not what its hash was made of');
      if (kept.what === 'application') erased.delete(kept.id);
      erasure = kept;
    }
    if (pk === 'ERASURES' && sk === 'STANDING' && (kept.events !== erasure.sequence || kept.chain !== erasure.hash))
      find(where, 'says otherwise than the erasures on record');
    if (pk !== 'OFFICE') continue;
    if (sk.startsWith('EVENT#')) {
      const { hash, ...hashed } = kept;
      if (kept.sequence !== last.sequence + 1 || kept.previous !== last.hash) find(where, 'does not follow');
      if (sha256(canonical(hashed)) !== hash) find(where, 'is not what its hash was made of');
      last = kept;
    }
    if (sk === 'STANDING' && (kept.events !== last.sequence || kept.chain !== last.hash))
      find(where, 'says otherwise than the events of the office');
  }
  for (const id of erased) find(`application ${id}`, 'was erased, and no erasure of it is on record');
  for await (const _ of records('due-for-erasure', ({ keptTo, id }) => `${keptTo} ${id}`));
  if (!manifest.settled) report('Made while cases moved: what two records say of each other may be such a movement.');
  return counts;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, option, before] = process.argv.slice(2);
  try {
    if (!folder || (option !== undefined && (option !== '--before' || !before))) throw new Error('name a folder');
    const told = await checkExport(folder, { before, report: (line) => console.log(line) });
    for (const [what, number] of Object.entries(told)) console.log(`${what.padEnd(12)} ${number}`);
    process.exitCode = told.findings > 0 ? 1 : 0;
  } catch (error) {
    console.error(`cannot be checked: ${error.message}`);
    process.exitCode = 2;
  }
}
