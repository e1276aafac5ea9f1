/**
 * Checks an export of a zone's records without trusting the system that made it: no package, nothing of the repository,
 * any Node.js from 20 on. The format is described in docs/audit.md.
 *
 *   node check-export.mjs <folder> [--before <chain-heads.ndjson of an earlier export>]
 *
 * Prints each finding and a closing line. Ends with 0 when there is nothing to find, 1 when there is, 2 when the
 * folder cannot be read.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What each event needs as the stage before it, and where it leads; without the second it keeps the stage. */
const officers = ['preliminary-review', 'review', 'conclusion'];
const open = [...officers, 'returned', 'refusal-announced', 'with-delegating-authority'];
export const moves = {
  submitted: [['draft', 'returned'], 'preliminary-review'],
  supplemented: [['returned'], 'review'],
  recalled: [['preliminary-review'], 'draft'],
  withdrawn: [['draft', ...open], 'withdrawn'],
  claimed: [officers],
  released: [officers],
  escalated: [[...officers, 'refusal-announced', 'with-delegating-authority']],
  accepted: [['preliminary-review'], 'review'],
  'deemed-accepted': [['preliminary-review'], 'review'],
  returned: [['preliminary-review', 'review'], 'returned'],
  'acceptance-refused': [['preliminary-review'], 'not-accepted'],
  supplied: [['review', 'conclusion']],
  paused: [['review', 'conclusion']],
  resumed: [['review', 'conclusion']],
  'time-extended': [['review', 'conclusion']],
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
  'effect-blocked': [['approved']],
  reopened: [['refused', 'not-accepted', 'withdrawn', 'lapsed'], 'preliminary-review'],
  lapsed: [['returned'], 'lapsed'],
};
const ended = ['issued', 'completed', 'refused', 'not-accepted', 'withdrawn', 'lapsed'];

/** JSON with the names of every object in order of their UTF-16 units, and nothing between: what a hash is made of. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}
const sha256 = (text) => createHash('sha256').update(text).digest('base64url');

/** The lines of a file with their numbers; tells `seen` every byte, and a last line that was cut off. */
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
    const sums = manifest.files[file];
    if (!sums) find('manifest.json', `does not name ${file}`);
    if (!existsSync(join(folder, file))) return find(file, 'is missing');
    const hash = createHash('sha256');
    let [bytes, lines, last] = [0, 0, ''];
    const seen = (chunk) => {
      hash.update(chunk);
      bytes += chunk.length;
    };
    for await (const { number, text } of linesOf(join(folder, file), seen, () => find(file, 'ends inside a line'))) {
      lines += 1;
      let record;
      try {
        record = JSON.parse(text);
      } catch {
        find(`${file}:${number}`, 'is not JSON');
        continue;
      }
      const key = keyOf(record);
      if (key === last) find(`${file}:${number}`, `${key} appears twice`);
      else if (key < last) find(`${file}:${number}`, `${key} is out of order`);
      last = key;
      yield { record, where: `${file}:${number} ${key}` };
    }
    if (!sums) return;
    if (lines !== sums.lines) find(file, `has ${lines} lines, the manifest says ${sums.lines}`);
    if (bytes !== sums.bytes) find(file, `has ${bytes} bytes, the manifest says ${sums.bytes}`);
    if (hash.digest('hex') !== sums.sha256) find(file, 'is not the file that the manifest was made with');
  }

  /** Recomputes the chain and walks the stages; gives what the events say of the case. */
  function follow(events, say) {
    const state = { stage: 'draft', round: 0, place: undefined, issued: 0 };
    let last = { sequence: 0, hash: '', at: '' };
    for (const event of events) {
      const { hash, ...hashed } = event;
      const at = `event ${event.sequence}`;
      if (event.sequence !== last.sequence + 1) say(`${at} follows event ${last.sequence}`);
      if (event.previous !== last.hash) say(`${at} is not chained to the event before it`);
      if (sha256(canonical(hashed)) !== hash) say(`${at} is not what its hash was made of`);
      // The clocks of two machines may differ by some seconds.
      if (Date.parse(last.at) - Date.parse(event.at) > 5000) say(`${at} is earlier than the event before it`);
      last = event;
      step(state, event, (what) => say(`${at}, ${event.type}: ${what}`));
    }
    return { ...state, events: last.sequence, chain: last.hash, lastAt: last.at };
  }

  function step(state, { sequence, type, by, at, data = {} }, say) {
    if (type === 'created') {
      if (sequence !== 1) say('an application begins once');
      return;
    }
    const [from, to] = moves[type] ?? [];
    if (sequence === 1) say('an application begins with "created"');
    if (!from) return say('is not known');
    if (!from.includes(state.stage)) say(`is not allowed in stage ${state.stage}`);
    if (type === 'referred') state.referredFrom = state.stage;
    if (type === 'submitted') Object.assign(state, { round: state.round + 1, reviewer: undefined });
    if (type === 'submitted' || type === 'supplemented') Object.assign(state, { filed: data.filed, filedAt: at });
    if (type === 'reviewed') state.reviewer = by.subject;
    if ((type === 'approved' || type === 'refused') && by.subject && by.subject === state.reviewer)
      say('the reviewer decided');
    if (type === 'permit-issued') Object.assign(state, { issued: state.issued + 1, permitNumber: data.permitNumber });
    state.stage = type === 'restored' ? (state.referredFrom ?? state.stage) : (to ?? state.stage);
    const { released, reserved, confirmed } = data.quota ?? {};
    if (released !== undefined) {
      if (released !== state.place) say(`gives up place ${released} without holding it`);
      state.place = undefined;
    }
    if (reserved !== undefined) {
      if (state.place !== undefined) say(`takes place ${reserved} beside ${state.place}`);
      Object.assign(state, { place: reserved, confirmed: false });
    }
    if (confirmed !== undefined) {
      if (confirmed !== state.place) say(`confirms place ${confirmed} without holding it`);
      state.confirmed = true;
    }
  }

  /** Form and documents as they were handed in last, against the fingerprint in the event of that submission. */
  function compareFiled({ head, form, submitted, documents }, { filed, filedAt }, say) {
    if (filed === undefined) return;
    const handedIn = documents
      .filter(({ state, judgedAt, addedAt }) => /^(accepted|replaced)$/.test(state) && (judgedAt ?? addedAt) <= filedAt)
      .filter(({ removedAt, replacedAt }) => !(removedAt <= filedAt) && !(replacedAt <= filedAt));
    const whole = {
      form: (submitted?.round === head.round ? submitted : form)?.form,
      documents: handedIn.map((document) => `${document.id} ${document.sha256}`).sort(),
    };
    if (sha256(canonical(whole)).slice(0, 22) !== filed) say('form and documents are not those that were handed in');
  }

  const openCases = new Map();
  const places = new Map();
  const issued = new Map();
  const heads = records('chain-heads', ({ id }) => id);
  const earlier = before ? linesOf(before) : undefined;
  let anchor = (await earlier?.next())?.value;

  for await (const { record, where } of records('applications', ({ id }) => id)) {
    counts.applications += 1;
    counts.events += record.events.length;
    const { id, head, events } = record;
    const say = (what) => find(where, what);
    const told = follow(events, say);
    const kept = (await heads.next()).value?.record;
    if (kept?.id !== id || kept.chain !== told.chain || kept.events !== told.events)
      say('chain-heads.ndjson says otherwise');
    for (; anchor && JSON.parse(anchor.text).id <= id; anchor = (await earlier.next()).value) {
      const old = JSON.parse(anchor.text);
      if (old.id !== id) find(old.id, 'was in the earlier export and is gone');
      else if (old.events > 0 && events[old.events - 1]?.hash !== old.chain)
        say(`the first ${old.events} events are not those of the earlier export`);
    }
    if (!head) {
      if (told.round > 0) say('was submitted and has no head');
      continue;
    }
    for (const name of ['stage', 'round', 'events', 'chain', 'permitNumber'])
      if (head[name] !== told[name]) say(`${name}: the head says ${head[name]}, its events say ${told[name]}`);
    compareFiled(record, told, say);
    if (told.issued > 1) say('a permit was issued more than once');
    if (told.issued > 0) issued.set(id, told.permitNumber);
    if ((head.quota ?? undefined) !== told.place)
      say(`quota: the head says ${head.quota}, its events say ${told.place}`);
    if (told.place !== undefined) {
      if (places.has(told.place)) say(`holds place ${told.place}, which ${places.get(told.place).id} holds too`);
      places.set(told.place, { id, confirmed: told.confirmed });
    }
    if (head.personId && told.stage !== 'draft' && !ended.includes(told.stage)) {
      const lock = `${head.personId} ${head.employerId} ${head.procedure}`;
      if (openCases.has(lock)) say(`is open beside ${openCases.get(lock)}: same person, employer and procedure`);
      openCases.set(lock, id);
    }
  }
  if (!(await heads.next()).done) find('chain-heads.ndjson', 'names more cases than there are');
  for (; anchor; anchor = (await earlier.next()).value)
    find(JSON.parse(anchor.text).id, 'was in the earlier export and is gone');

  for await (const { record, where } of records('permits', ({ number }) => number)) {
    counts.permits += 1;
    const periods = [...record.periods, ...(record.permit ? [record.permit] : [])];
    for (const { applicationId, number } of periods) {
      if (issued.get(applicationId) !== number)
        find(where, `application ${applicationId} did not lead to it, or not once`);
      issued.delete(applicationId);
    }
  }
  for (const [id, number] of issued) find(`application ${id}`, `permit ${number} was issued and is not there`);

  for await (const { record, where } of records('quota')) {
    if (!record.sk.startsWith('PLACE#') || record.state === 'closed') continue;
    counts.places += 1;
    const name = `${record.pk.slice('QUOTA#'.length)}#${record.number}`;
    const holder = places.get(name);
    if (holder?.id !== record.applicationId) find(where, `${record.applicationId} holds it, its events say otherwise`);
    else if (holder.confirmed !== (record.state === 'confirmed'))
      find(where, `is ${record.state}, its events say otherwise`);
    places.delete(name);
  }
  for (const [name, { id }] of places) find(`application ${id}`, `holds place ${name}, which is not taken`);
  for (const name of ['readings', 'outbox', 'others']) for await (const _ of records(name));
  for await (const _ of records('due-for-erasure', ({ keptTo, id }) => `${keptTo} ${id}`));
  return { ...counts, settled: manifest.settled };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, option, before] = process.argv.slice(2);
  try {
    if (!folder || (option !== undefined && (option !== '--before' || !before))) throw new Error('which folder?');
    const told = await checkExport(folder, { before, report: (finding) => console.log(finding) });
    if (!told.settled) console.log('Made while cases moved: findings that concern two records may be such a movement.');
    const { applications, events, permits, places, findings } = told;
    console.log(
      `${applications} applications, ${events} events, ${permits} permits, ${places} places: ${findings} findings`,
    );
    process.exitCode = findings > 0 ? 1 : 0;
  } catch (error) {
    console.error(`cannot be checked: ${error.message}`);
    process.exitCode = 2;
  }
}
