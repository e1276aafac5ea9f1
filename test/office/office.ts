import { course } from '../../functions/approval/course.ts';
import { decisions } from '../../functions/approval/decisions.ts';
import { watchClocks } from '../../functions/approval/watch-clocks.ts';
import { audit } from '../../functions/audit/audit.ts';
import { certificates } from '../../functions/certificates/certificates.ts';
import { credit } from '../../functions/credit/credit.ts';
import { desk } from '../../functions/desk/desk.ts';
import { guidance } from '../../functions/desk/guidance.ts';
import { documents } from '../../functions/documents/documents.ts';
import { employers } from '../../functions/employers/employers.ts';
import { helpAgreement } from '../../functions/help/agreement.ts';
import { help } from '../../functions/help/help.ts';
import { imports } from '../../functions/imports/imports.ts';
import { workOnImports } from '../../functions/imports/work.ts';
import { applications } from '../../functions/intake/applications.ts';
import { following } from '../../functions/intake/following.ts';
import { bringAbout } from '../../functions/issuance/bring-about.ts';
import { permits } from '../../functions/issuance/permits.ts';
import { letters } from '../../functions/letters/letters.ts';
import { letterPreview } from '../../functions/letters/preview.ts';
import { merchantCards } from '../../functions/merchant-card/merchant-cards.ts';
import { redeliver } from '../../functions/notices/deliver.ts';
import { followChanges } from '../../functions/notices/follow.ts';
import { notices } from '../../functions/notices/inbox.ts';
import { openChannels } from '../../functions/notices/open-channels.ts';
import { office } from '../../functions/office/office.ts';
import { servePartners } from '../../functions/partners/serve-partners.ts';
import { personalData } from '../../functions/personal-data/personal-data.ts';
import { policies } from '../../functions/policies/policies.ts';
import { zoneProfile } from '../../functions/portal/zone-profile.ts';
import { quotas } from '../../functions/quota/quotas.ts';
import { remind } from '../../functions/reminders/remind.ts';
import { reminders } from '../../functions/reminders/reminders.ts';
import { serviceWindows } from '../../functions/service-windows/service-windows.ts';
import { signingKeys } from '../../functions/signing-keys/signing-keys.ts';
import { statistics } from '../../functions/statistics/statistics.ts';
import { statisticsWork } from '../../functions/statistics/work.ts';
import { talents } from '../../functions/talents/talents.ts';
import { redrive } from '../../functions/upkeep/redrive.ts';
import { sweepZone } from '../../functions/upkeep/sweep-zone.ts';
import { visits } from '../../functions/visits/visits.ts';
import { approvalRoutes } from '../../shared/contract/approval.ts';
import { auditRoutes } from '../../shared/contract/audit.ts';
import { certificatesRoutes } from '../../shared/contract/certificates.ts';
import { courseRoutes } from '../../shared/contract/course.ts';
import { creditRoutes } from '../../shared/contract/credit.ts';
import { deskRoutes, guidanceRoutes } from '../../shared/contract/desk.ts';
import { documentsRoutes } from '../../shared/contract/documents.ts';
import { employersRoutes } from '../../shared/contract/employers.ts';
import { followingRoutes } from '../../shared/contract/following.ts';
import { helpAgreementRoutes, helpRoutes } from '../../shared/contract/help.ts';
import { importsRoutes } from '../../shared/contract/imports.ts';
import { intakeRoutes } from '../../shared/contract/intake.ts';
import { issuanceRoutes } from '../../shared/contract/issuance.ts';
import { letterPreviewRoutes } from '../../shared/contract/letter-preview.ts';
import { lettersRoutes } from '../../shared/contract/letters.ts';
import { merchantCardRoutes } from '../../shared/contract/merchant-card.ts';
import { noticesRoutes } from '../../shared/contract/notices.ts';
import { officeRoutes } from '../../shared/contract/office.ts';
import { partnersRoutes } from '../../shared/contract/partners.ts';
import { personalDataRoutes } from '../../shared/contract/personal-data.ts';
import { policiesRoutes } from '../../shared/contract/policies.ts';
import { portalRoutes } from '../../shared/contract/portal.ts';
import { quotaRoutes } from '../../shared/contract/quota.ts';
import { remindersRoutes } from '../../shared/contract/reminders.ts';
import type { Route } from '../../shared/contract/route.ts';
import { movingRoutes, serviceWindowRoutes, staffWindowRoutes } from '../../shared/contract/service-windows.ts';
import { signingKeysRoutes } from '../../shared/contract/signing-keys.ts';
import { statisticsRoutes } from '../../shared/contract/statistics.ts';
import { talentsRoutes } from '../../shared/contract/talents.ts';
import { upkeepRoutes } from '../../shared/contract/upkeep.ts';
import { visitsRoutes } from '../../shared/contract/visits.ts';
import { serve } from '../../shared/http/function.ts';
import type { ImportKind } from '../../shared/imports/kind.ts';
import { importKinds } from '../../shared/imports/kinds.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openWorkflow } from '../../shared/workflow/approval.ts';
import type { NoticeChannels } from '../../shared/zone/notices.ts';
import { practiceOf } from '../../shared/zone/practice.ts';
import { replayRules } from '../../shared/zone/replay-rules.ts';
import type { Scoring } from '../../shared/zone/rules.ts';
import { scoringOf } from '../../shared/zone/scoring.ts';
import type { ZoneFile } from '../../shared/zone/zone.ts';
import { openRecords } from '../records-wire.ts';
import { fonts } from '../typefaces.ts';
import { etownZone, proceduresOf, zoneRules } from '../zone-rules.ts';
import { openDocumentShelf } from './document-store.ts';
import { type Consumer, openFeed } from './follow.ts';
import { openLogBook } from './log-book.ts';
import { type Person, people } from './people.ts';
import { type Asked, gatewayEvent } from './request.ts';
import { openSigningKeys } from './signing-key.ts';
import { openStateMachine } from './state-machine.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests read answers freely; a wrong path fails the test.
export type Answer = { status: number; headers: Record<string, string>; body: any };

/** Persons by name, or anybody a test makes up; nobody is anonymous. */
export type Who = keyof typeof people | Person | undefined;

/** A path of the API as a regular expression, with the names of its parameters. */
const shapeOf = (path: string) => new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);

/**
 * A whole zone in one process: every handler behind the chain that requests go through, over the real emulators of the
 * table and the key, with a state machine and a bucket that behave like theirs and move only when told.
 */
export async function openOffice(
  options: {
    start?: string;
    zone?: Partial<ZoneFile>;
    noticeChannels?: NoticeChannels;
    importKinds?: readonly ImportKind[];
    /** With what points tables and routes the zone is deployed; those that its file names otherwise. */
    scoring?: Scoring;
  } = {},
) {
  const records = await openRecords(options.start);
  const { clock, table } = records;
  const zone = etownZone(options.zone);
  const rules = zoneRules(zone);
  const book = openLogBook();
  const { log } = book;
  const machine = openStateMachine(clock);
  const workflow = openWorkflow(table, machine.port, clock, log);
  const signer = openSigningKeys(zone.signingKeys.keys.map(({ id }) => id));
  const shelf = openDocumentShelf();
  const given = { table, workflow, clock, rules, log };
  const issue = bringAbout({ table, signer, clock, rules, log });
  machine.calls({ watch: watchClocks({ table, executions: machine.port, clock, rules, log }), issue });

  const importing = { table, files: shelf.importFiles, clock, zone, kinds: options.importKinds ?? importKinds, log };

  const time = { clock, log };
  const counting = { table, clock, rules, log };
  const statisticsJob = statisticsWork(counting);
  const watched = { ...time, rolesHeld: rolesHeldBy(table) };
  const served: { routes: Readonly<Record<string, Route>>; by: ReturnType<typeof serve> }[] = [
    { routes: intakeRoutes, by: serve(intakeRoutes, applications(given), time) },
    { routes: followingRoutes, by: serve(followingRoutes, following(given), time) },
    { routes: employersRoutes, by: serve(employersRoutes, employers({ table, clock, zone }), watched) },
    { routes: documentsRoutes, by: serve(documentsRoutes, documents({ ...given, store: shelf.store }), time) },
    { routes: approvalRoutes, by: serve(approvalRoutes, decisions(given), time) },
    {
      routes: { ...courseRoutes, ...movingRoutes },
      by: serve({ ...courseRoutes, ...movingRoutes }, course(given), time),
    },
    {
      routes: { ...officeRoutes, ...staffWindowRoutes },
      by: serve({ ...officeRoutes, ...staffWindowRoutes }, office({ table, clock, zone, log }), time),
    },
    { routes: serviceWindowRoutes, by: serve(serviceWindowRoutes, serviceWindows({ table, clock, rules }), watched) },
    {
      routes: lettersRoutes,
      by: serve(
        lettersRoutes,
        letters({ table, clock, zone, procedures: proceduresOf(zone), log, fonts: () => fonts }),
        time,
      ),
    },
    {
      routes: letterPreviewRoutes,
      by: serve(letterPreviewRoutes, letterPreview({ table, clock, rules, log, fonts: () => fonts }), time),
    },
    { routes: creditRoutes, by: serve(creditRoutes, credit({ table, clock, rules, log }), watched) },
    { routes: remindersRoutes, by: serve(remindersRoutes, reminders({ table, clock, rules, log }), watched) },
    { routes: helpRoutes, by: serve(helpRoutes, help({ table, clock, rules, log }), watched) },
    {
      routes: helpAgreementRoutes,
      by: serve(helpAgreementRoutes, helpAgreement({ table, clock, zone, log, fonts: () => fonts }), watched),
    },
    { routes: visitsRoutes, by: serve(visitsRoutes, visits({ table, clock, rules, log }), watched) },
    { routes: talentsRoutes, by: serve(talentsRoutes, talents({ table, clock, zone, log }), watched) },
    { routes: noticesRoutes, by: serve(noticesRoutes, notices({ table, clock }), watched) },
    { routes: statisticsRoutes, by: serve(statisticsRoutes, statistics(counting, { keptFor: 0 }), watched) },
    {
      routes: deskRoutes,
      by: serve(deskRoutes, desk({ table, clock, zone, practice: practiceOf(zone) }), watched),
    },
    { routes: guidanceRoutes, by: serve(guidanceRoutes, guidance(given), time) },
    { routes: quotaRoutes, by: serve(quotaRoutes, quotas({ table, clock, zone, log }), watched) },
    { routes: certificatesRoutes, by: serve(certificatesRoutes, certificates({ table, clock, zone, log }), watched) },
    { routes: importsRoutes, by: serve(importsRoutes, imports(importing), watched) },
    {
      routes: auditRoutes,
      by: serve(auditRoutes, audit({ table, clock, zone, replay: replayRules(zone) }), watched),
    },
    {
      routes: personalDataRoutes,
      by: serve(
        personalDataRoutes,
        personalData({
          table,
          clock,
          zone,
          link: (the) => shelf.store.link({ ...the, seconds: 600 }),
          log,
        }),
        watched,
      ),
    },
    {
      routes: merchantCardRoutes,
      by: serve(merchantCardRoutes, merchantCards({ table, signer, clock, zone, log }), watched),
    },
    { routes: partnersRoutes, by: servePartners({ table, clock, zone, log }) },
    {
      routes: policiesRoutes,
      by: serve(
        policiesRoutes,
        policies({
          table,
          clock,
          zone,
          scoring: options.scoring ?? scoringOf(zone),
          procedures: proceduresOf(zone),
          replay: replayRules(zone),
          log,
        }),
        watched,
      ),
    },
    {
      routes: upkeepRoutes,
      by: serve(
        upkeepRoutes,
        redrive({ table, workflow, executions: machine.port, ended: machine.ended, clock, zone }),
        watched,
      ),
    },
    {
      routes: signingKeysRoutes,
      by: serve(signingKeysRoutes, signingKeys({ table, signer, clock, zone, log }), watched),
    },
    {
      routes: issuanceRoutes,
      by: serve(issuanceRoutes, permits({ table, signer, clock, zone, log, procedures: proceduresOf(zone) }), watched),
    },
    {
      routes: portalRoutes,
      by: serve(portalRoutes, zoneProfile({ table, rules, clock, issuer: 'https://id.etown.example' }), time),
    },
  ];
  const noticesGiven = {
    table,
    clock,
    zone,
    log,
    openChannels: openChannels(options.noticeChannels ?? {}, {
      zone,
      clock,
      readSecret: async (name) => {
        throw new Error(`the test keeps no secret ${name}`);
      },
    }),
  };
  /** Who follows the change feed; a capability that does adds itself here. */
  const consumers: Consumer[] = [
    {
      name: 'notices',
      wants: [{ pk: 'APPLICATION#', sk: 'EVENT#' }, { pk: 'INBOX#' }],
      take: followChanges(noticesGiven),
    },
    { name: 'statistics', wants: [{ pk: 'APPLICATION#', sk: 'EVENT#' }], take: statisticsJob.follow },
  ];
  const doors = served.flatMap(({ routes, by }) =>
    Object.values(routes).map((route) => ({ route, by, shape: shapeOf(route.path) })),
  );

  return {
    ...records,
    rules,
    zone,
    /** Everything that this office answers. */
    routes: doors.map(({ route }) => route),
    workflow,
    machine,
    signer,
    shelf,
    issue,
    log: book,
    /** One round of work on imports; `left` says how many milliseconds it has still got, each time it asks. */
    workOnImports: (left: () => number = () => 50_000) =>
      workOnImports(importing)({}, { getRemainingTimeInMillis: left }),
    remind: remind({ table, clock, rules, log }),
    sweep: sweepZone({ table, workflow, clock, rules, log }),
    /** Delivers again what could not be delivered and is due. */
    redeliver: redeliver(noticesGiven),
    /** What statistics do once a night: publish bulletins, compute what goes wrong most. */
    nightly: statisticsJob.daily,
    /** Lets everybody who follows the change feed take what has changed. */
    follow: openFeed(records, consumers),
    /** Asks the API as the gateway would pass it on: `ask('employer', 'POST /api/applications', { body })`. */
    ask: async (who: Who, request: string, asked: Asked = {}): Promise<Answer> => {
      const [method = '', path = ''] = request.split(' ');
      const door = doors.find(({ route, shape }) => route.method === method && shape.test(path));
      if (!door) throw new Error(`no route for ${request}`);
      const parameters = { ...door.shape.exec(path)?.groups, ...asked.parameters };
      const person = typeof who === 'string' ? people[who] : who;
      const answer = await door.by(
        gatewayEvent(person, door.route, parameters, {
          officersFrom: zone.access.officersFrom,
          ...asked,
        }),
      );
      const type = String(answer.headers?.['content-type'] ?? '');
      return {
        status: answer.statusCode,
        headers: answer.headers as Record<string, string>,
        body: type.includes('json') && answer.body !== '' ? JSON.parse(answer.body) : answer.body,
      };
    },
  };
}

export type Office = Awaited<ReturnType<typeof openOffice>>;
