import { Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { offeredBy } from '../../shared/contract/offered.ts';
import { offersImports } from '../../shared/zone/imports.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { Approval } from '../approval/approval.ts';
import { Executions } from '../approval/executions.ts';
import { Audit } from '../audit/audit.ts';
import { Certificates } from '../certificates/certificates.ts';
import { Credit } from '../credit/credit.ts';
import { Desk } from '../desk/desk.ts';
import { DocumentHandling } from '../documents/documents.ts';
import { Employers } from '../employers/employers.ts';
import { Help } from '../help/help.ts';
import { Imports } from '../imports/imports.ts';
import { Intake } from '../intake/intake.ts';
import { Issuance } from '../issuance/issuance.ts';
import { Letters } from '../letters/letters.ts';
import { MerchantCard } from '../merchant-card/merchant-card.ts';
import { Notices } from '../notices/notices.ts';
import { Office } from '../office/office.ts';
import { Partners } from '../partners/partners.ts';
import { PersonalData } from '../personal-data/personal-data.ts';
import { Policies } from '../policies/policies.ts';
import { Portal } from '../portal/portal.ts';
import { Quota } from '../quota/quota.ts';
import type { Records } from '../records/records.ts';
import { Reminders } from '../reminders/reminders.ts';
import { Scoring } from '../scoring/scoring.ts';
import { ServiceWindows } from '../service-windows/service-windows.ts';
import { SignIn } from '../sign-in/sign-in.ts';
import { KeyCare } from '../signing-keys/signing-keys.ts';
import { Statistics } from '../statistics/statistics.ts';
import { Talents } from '../talents/talents.ts';
import { Upkeep } from '../upkeep/upkeep.ts';
import { Verification } from '../verification/verification.ts';
import { Visits } from '../visits/visits.ts';
import type { AssetOf, ZoneFunction } from './function.ts';
import type { Served } from './gateway.ts';
import { LogKey } from './log-key.ts';
import { SavedQueries } from './saved-queries.ts';

type ServiceProps = StackProps & { zone: Zone; records: Records; assetOf: AssetOf };

/** What a zone does: its functions and state machines. It can be torn down and built again from code, as its door can. */
export class Service extends Stack {
  /** The routes that the zone offers, each with the function that answers it. */
  readonly served: readonly Served[];
  readonly authorizer: ZoneFunction;
  /** The key under which logs lie, where the zone has one for them. */
  readonly logKey: LogKey | undefined;
  readonly pages: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf, ...props }: ServiceProps) {
    super(scope, id, { ...props, description: `Greenpath ${zone.id}: functions and approval` });
    const given = { zone, records, assetOf };
    this.logKey = zone.protection.ownKeyForLogs ? new LogKey(this, 'log-key', { zone }) : undefined;
    const executions = new Executions(this, 'executions', { zone });
    const intake = new Intake(this, 'intake', { ...given, executions });
    const employers = new Employers(this, 'employers', given);
    const documents = new DocumentHandling(this, 'documents', given);
    const scoring = new Scoring(this, 'scoring', given);
    const issuance = new Issuance(this, 'issuance', given);
    const approval = new Approval(this, 'approval', { ...given, executions, issue: issuance.issue });
    const letters = new Letters(this, 'letters', given);
    const quota = new Quota(this, 'quota', given);
    const desk = new Desk(this, 'desk', given);
    const certificates = zone.certificates ? new Certificates(this, 'certificates', given) : undefined;
    const credit = zone.credit ? new Credit(this, 'credit', given) : undefined;
    const imports = offersImports(zone) ? new Imports(this, 'imports', given) : undefined;
    const help = zone.help ? new Help(this, 'help', given) : undefined;
    const visits = zone.visits ? new Visits(this, 'visits', given) : undefined;
    const reminders = zone.reminders ? new Reminders(this, 'reminders', given) : undefined;
    const talents = zone.talents ? new Talents(this, 'talents', given) : undefined;
    const serviceWindows = zone.serviceWindows ? new ServiceWindows(this, 'service-windows', given) : undefined;
    const notices = new Notices(this, 'notices', given);
    const statistics = new Statistics(this, 'statistics', given);
    const audit = new Audit(this, 'audit', given);
    const personalData = new PersonalData(this, 'personal-data', given);
    const merchantCard = zone.merchantCard ? new MerchantCard(this, 'merchant-card', given) : undefined;
    const partners = zone.partners ? new Partners(this, 'partners', given) : undefined;
    const verification = new Verification(this, 'verification', given);
    const office = new Office(this, 'office', given);
    const portal = new Portal(this, 'portal', given);
    const signIn = new SignIn(this, 'sign-in', given);
    const policies = new Policies(this, 'policies', given);
    const keyCare = new KeyCare(this, 'signing-keys', given);
    const upkeep = new Upkeep(this, 'upkeep', { ...given, executions });

    const functions: Readonly<Record<string, ZoneFunction>> = {
      'intake-handler': intake.handler,
      'intake-following': intake.following,
      'employers-handler': employers.handler,
      'documents-handler': documents.handler,
      'scoring-handler': scoring.handler,
      'approval-handler': approval.handler,
      'approval-course': approval.course,
      'issuance-handler': issuance.handler,
      'issuance-card': issuance.card,
      'letters-handler': letters.handler,
      'letters-preview': letters.preview,
      'quota-handler': quota.handler,
      'desk-handler': desk.handler,
      'desk-guidance': desk.guidance,
      'statistics-handler': statistics.handler,
      'audit-handler': audit.handler,
      'personal-data-handler': personalData.handler,
      'notices-handler': notices.handler,
      ...(merchantCard ? { 'merchant-card-handler': merchantCard.handler } : {}),
      ...(partners ? { 'partners-handler': partners.handler } : {}),
      'verification-handler': verification.handler,
      'office-handler': office.handler,
      'portal-handler': portal.handler,
      'upkeep-handler': upkeep.handler,
      'signing-keys-handler': keyCare.handler,
      'policies-handler': policies.handler,
      ...(serviceWindows ? { 'service-windows-handler': serviceWindows.handler } : {}),
      ...(reminders ? { 'reminders-handler': reminders.handler } : {}),
      ...(talents ? { 'talents-handler': talents.handler } : {}),
      ...(help ? { 'help-handler': help.handler, 'help-agreement': help.agreement } : {}),
      ...(visits ? { 'visits-handler': visits.handler } : {}),
      ...(certificates ? { 'certificates-handler': certificates.handler } : {}),
      ...(credit ? { 'credit-handler': credit.handler } : {}),
      ...(imports ? { 'imports-handler': imports.handler } : {}),
    };
    this.served = offeredBy(zone).map(({ by, routes }) => {
      const found = functions[by];
      if (!found) throw new Error(`zone ${zone.id} offers routes of ${by}, which is not part of it`);
      return { routes, by: found };
    });
    new SavedQueries(this, 'queries', { zone });
    this.authorizer = signIn.authorizer;
    this.pages = portal.pages;
  }
}
