import { offersImports } from '../zone/imports.ts';
import type { Zone } from '../zone/zone.ts';
import { approvalRoutes } from './approval.ts';
import { auditRoutes } from './audit.ts';
import { certificatesRoutes } from './certificates.ts';
import { courseRoutes } from './course.ts';
import { creditRoutes } from './credit.ts';
import { deskRoutes, guidanceRoutes } from './desk.ts';
import { documentsRoutes } from './documents.ts';
import { employersRoutes } from './employers.ts';
import { followingRoutes } from './following.ts';
import { helpAgreementRoutes, helpRoutes } from './help.ts';
import { importsRoutes } from './imports.ts';
import { intakeRoutes } from './intake.ts';
import { cardRoutes, issuanceRoutes } from './issuance.ts';
import { letterPreviewRoutes } from './letter-preview.ts';
import { lettersRoutes } from './letters.ts';
import { merchantCardRoutes } from './merchant-card.ts';
import { noticesRoutes } from './notices.ts';
import { officeRoutes } from './office.ts';
import { partnersRoutes } from './partners.ts';
import { personalDataRoutes } from './personal-data.ts';
import { policiesRoutes } from './policies.ts';
import { portalRoutes } from './portal.ts';
import { quotaRoutes } from './quota.ts';
import { remindersRoutes } from './reminders.ts';
import type { Route } from './route.ts';
import { scoringRoutes } from './scoring.ts';
import { movingRoutes, serviceWindowRoutes, staffWindowRoutes } from './service-windows.ts';
import { signingKeysRoutes } from './signing-keys.ts';
import { statisticsRoutes } from './statistics.ts';
import { talentsRoutes } from './talents.ts';
import { upkeepRoutes } from './upkeep.ts';
import { verificationRoutes } from './verification.ts';
import { visitsRoutes } from './visits.ts';

/** The routes that one function answers. */
export type RouteGroup = {
  /** Name of the function, as infra/bundle.ts lists its entry. */
  by: string;
  routes: Readonly<Record<string, Route>>;
  /** Which zones offer it; every zone where it is left out. */
  offeredIn?: (zone: Zone) => boolean;
};

const hasWindows = ({ serviceWindows }: Zone): boolean => serviceWindows !== undefined;

/** Every route of the contract. The gateway and the description of the interface show those that a zone offers. */
export const routeGroups: readonly RouteGroup[] = [
  { by: 'portal-handler', routes: portalRoutes },
  { by: 'scoring-handler', routes: scoringRoutes },
  { by: 'intake-handler', routes: intakeRoutes },
  { by: 'intake-following', routes: followingRoutes },
  { by: 'employers-handler', routes: employersRoutes },
  { by: 'documents-handler', routes: documentsRoutes },
  { by: 'approval-handler', routes: approvalRoutes },
  { by: 'approval-course', routes: courseRoutes },
  { by: 'issuance-handler', routes: issuanceRoutes },
  { by: 'issuance-card', routes: cardRoutes },
  { by: 'letters-handler', routes: lettersRoutes },
  { by: 'letters-preview', routes: letterPreviewRoutes },
  { by: 'office-handler', routes: officeRoutes },
  { by: 'quota-handler', routes: quotaRoutes },
  { by: 'desk-handler', routes: deskRoutes },
  { by: 'desk-guidance', routes: guidanceRoutes },
  { by: 'statistics-handler', routes: statisticsRoutes },
  { by: 'audit-handler', routes: auditRoutes },
  { by: 'personal-data-handler', routes: personalDataRoutes },
  { by: 'upkeep-handler', routes: upkeepRoutes },
  { by: 'signing-keys-handler', routes: signingKeysRoutes },
  { by: 'policies-handler', routes: policiesRoutes },
  { by: 'notices-handler', routes: noticesRoutes },
  {
    by: 'merchant-card-handler',
    routes: merchantCardRoutes,
    offeredIn: ({ merchantCard }) => merchantCard !== undefined,
  },
  { by: 'partners-handler', routes: partnersRoutes, offeredIn: ({ partners }) => partners !== undefined },
  { by: 'verification-handler', routes: verificationRoutes },
  { by: 'service-windows-handler', routes: serviceWindowRoutes, offeredIn: hasWindows },
  { by: 'approval-course', routes: movingRoutes, offeredIn: hasWindows },
  { by: 'office-handler', routes: staffWindowRoutes, offeredIn: hasWindows },
  {
    by: 'certificates-handler',
    routes: certificatesRoutes,
    offeredIn: ({ certificates }) => certificates !== undefined,
  },
  { by: 'credit-handler', routes: creditRoutes, offeredIn: ({ credit }) => credit !== undefined },
  { by: 'imports-handler', routes: importsRoutes, offeredIn: offersImports },
  { by: 'talents-handler', routes: talentsRoutes, offeredIn: ({ talents }) => talents !== undefined },
  {
    by: 'reminders-handler',
    routes: remindersRoutes,
    offeredIn: ({ reminders }) => reminders !== undefined,
  },
  { by: 'help-handler', routes: helpRoutes, offeredIn: ({ help }) => help !== undefined },
  { by: 'help-agreement', routes: helpAgreementRoutes, offeredIn: ({ help }) => help !== undefined },
  { by: 'visits-handler', routes: visitsRoutes, offeredIn: ({ visits }) => visits !== undefined },
];

/** The route groups that a zone offers. */
export const offeredBy = (zone: Zone): RouteGroup[] =>
  routeGroups.filter(({ offeredIn }) => offeredIn === undefined || offeredIn(zone));
