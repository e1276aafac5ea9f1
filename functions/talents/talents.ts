import type { z } from 'zod';
import type { talentsRoutes } from '../../shared/contract/talents.ts';
import { type Principal, staffRoles } from '../../shared/domain/access/roles.ts';
import { canonical } from '../../shared/domain/application/events.ts';
import { countryName } from '../../shared/domain/countries/countries.ts';
import { industryName, industrySections } from '../../shared/domain/industries/sections.ts';
import { languageName, languageNames } from '../../shared/domain/languages/names.ts';
import { comparableEmail } from '../../shared/domain/person/email.ts';
import { listFor, type TalentFilter } from '../../shared/domain/talents/talent.ts';
import { type Clock, dayIn, instantOf } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles, Request } from '../../shared/http/function.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import { readForm } from '../../shared/records/application.ts';
import { readEmployer } from '../../shared/records/employer.ts';
import { keys } from '../../shared/records/keys.ts';
import { inForce, type Permit, permitStatus, readPermit } from '../../shared/records/permit.ts';
import { recordReading } from '../../shared/records/reading.ts';
import { fingerprint, type Table } from '../../shared/records/table.ts';
import {
  enterTalent,
  filterNamed,
  objectToTalents,
  readObjection,
  readProfile,
  talentOf,
  withdrawObjection,
} from '../../shared/records/talent.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { TalentsSection } from '../../shared/zone/talents.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { type FoundTalent, searchTalents } from './search.ts';

export type TalentsGiven = { table: Table; clock: Clock; zone: Zone; log: Log };
type Line = z.input<(typeof talentsRoutes)['searchTalents']['answer']['schema']>['items'][number];

const pageLength = 20;

const coded = (code: string, name: (code: string) => { zh: string; en: string }) => ({ code, name: name(code) });

const lineOf = ({ permit, talent }: FoundTalent): Line => ({
  code: permit.number,
  category: talent.category,
  post: talent.post,
  employer: permit.employerName,
  ...(talent.industry ? { industry: coded(talent.industry, industryName) } : {}),
  nationality: coded(talent.nationality, countryName),
  languages: talent.languages.map((code) => coded(code, languageName)),
  validTo: talent.validTo,
});

const howToObject = {
  zh: '持证人登录后可随时要求退出人才库，也可到窗口提出；不影响许可。退出后可重新加入。',
  en: 'The holder can leave the database at any time after signing in, or at the window; the permit is not affected. It is possible to come back.',
};

/** The database of foreign talents (外国人才库): the holders of permits in force, for officers whom the zone lets search. */
export function talents(given: TalentsGiven): Handles<typeof talentsRoutes> {
  const { table, clock, zone, log } = given;
  const section: TalentsSection | undefined = zone.talents;
  const today = () => dayIn(zone.timeZone, instantOf(clock.now()));

  const maySearch = ({ letInBy = [] }: Pick<Request, 'letInBy'>): boolean =>
    letInBy.some((role) => (section?.searchedBy as readonly string[] | undefined)?.includes(role));

  const talentOfCode = async (code: string): Promise<FoundTalent | undefined> => {
    const permit = /^[0-9A-Z]{18}$/.test(code) ? await readPermit(table, code) : undefined;
    const profile = permit && inForce(permit, today()) ? await readProfile(table, permit) : undefined;
    return permit && profile ? { permit, talent: talentOf(permit, profile) } : undefined;
  };

  /** The permit of whoever speaks for its holder: the holder, or an officer to whom the holder spoke. */
  const heldBy = async (principal: Principal, code: string): Promise<Result<Permit, Problem>> => {
    if (!section?.objection) return failure(problem('not-found'));
    const permit = /^[0-9A-Z]{18}$/.test(code) ? await readPermit(table, code) : undefined;
    if (!permit) return failure(problem('not-found'));
    const officer = principal.mfa && principal.roles.some((role) => staffRoles.includes(role));
    const stored = officer ? undefined : await readForm(table, permit.applicationId);
    const holder = principal.email !== undefined && comparableEmail(stored?.form.applicant?.email) === principal.email;
    return officer || holder ? success(permit) : failure(problem('not-found'));
  };

  return {
    readTalentsNotice: async () =>
      section
        ? success({
            body: {
              ...section,
              ...(section.objection ? { objection: howToObject } : { objection: undefined }),
              industries: Object.entries(industrySections).map(([code, name]) => ({ code, name })),
              languages: Object.entries(languageNames).map(([code, name]) => ({ code, name })),
            },
            headers: { 'cache-control': 'public, max-age=300' },
          })
        : failure(problem('not-found')),

    searchTalents: async (request) => {
      if (!maySearch(request)) return failure(problem('not-allowed'));
      const {
        cursor,
        limit = pageLength,
        ...filter
      }: { cursor?: string; limit?: number } & TalentFilter = request.query;
      const named = filterNamed(filter);
      // A cursor is of use for the search that gave it, and for no other.
      const asked = fingerprint(canonical(named));
      const { pk } = keys.talentEntry(listFor(filter).list, '', '');
      const place = { asked, pk, sk: /^\d{4}-\d\d-\d\d#[0-9A-Z]{18}$/ };
      const after = cursor === undefined ? undefined : keyOf(cursor, place);
      if (cursor !== undefined && after === undefined) return failure(notACursor());
      const { found, looked, next } = await searchTalents(table, filter, {
        today: today(),
        limit,
        ...(after ? { after: { pk: after.pk, sk: after.sk } } : {}),
      });
      await recordReading(given, {
        by: request.principal.subject,
        what: 'talents',
        id: asked,
        search: { filter: named, shown: found.length },
      });
      log.info('sensitive-read', { what: 'talents', count: found.length });
      return success({
        body: { items: found.map(lineOf), looked, ...(next ? { next: cursorOf({ asked, ...next }) } : {}) },
      });
    },

    readTalent: async (request) => {
      if (!maySearch(request)) return failure(problem('not-allowed'));
      const { principal, parameters } = request;
      const found = await talentOfCode(parameters.code ?? '');
      if (!found) return failure(problem('not-found'));
      await recordReading(given, { by: principal.subject, what: 'talent', id: found.permit.number });
      log.info('sensitive-read', { what: 'talent' });
      const { permit } = found;
      return success({ body: { ...permit, ...lineOf(found), status: permitStatus(permit, today()) } });
    },

    readTalentObjection: async ({ principal, parameters }) => {
      const held = await heldBy(principal, parameters.code ?? '');
      if (!held.ok) return held;
      const objection = await readObjection(table, held.value.number);
      return success({ body: { objected: objection !== undefined, at: objection?.at } });
    },

    objectToTalents: async ({ principal, parameters }) => {
      const held = await heldBy(principal, parameters.code ?? '');
      if (!held.ok) return held;
      const at = instantOf(clock.now());
      await objectToTalents(table, held.value, { at, by: principal.subject });
      const objection = await readObjection(table, held.value.number);
      return success({ body: { objected: true, at: objection?.at ?? at } });
    },

    withdrawTalentObjection: async ({ principal, parameters }) => {
      const held = await heldBy(principal, parameters.code ?? '');
      if (!held.ok) return held;
      const permit = held.value;
      await withdrawObjection(table, permit.number);
      if (section?.categories.includes(permit.category) && inForce(permit, today())) {
        const [stored, employer] = await Promise.all([
          readForm(table, permit.applicationId),
          readEmployer(table, permit.employerId),
        ]);
        const industry = employer?.industrySection;
        const languages = stored?.form.applicant?.languages ?? [];
        await enterTalent(table, permit, { languages, ...(industry ? { industry } : {}) });
      }
      return success({});
    },
  };
}
