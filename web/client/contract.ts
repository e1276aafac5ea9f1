import type { z } from 'zod';
import type { approvalRoutes } from '../../shared/contract/approval.ts';
import type { auditRoutes } from '../../shared/contract/audit.ts';
import type { certificatesRoutes } from '../../shared/contract/certificates.ts';
import type { courseRoutes } from '../../shared/contract/course.ts';
import type { creditRoutes } from '../../shared/contract/credit.ts';
import type { deskRoutes, guidanceRoutes } from '../../shared/contract/desk.ts';
import type { documentsRoutes } from '../../shared/contract/documents.ts';
import type { employersRoutes } from '../../shared/contract/employers.ts';
import type { followingRoutes } from '../../shared/contract/following.ts';
import type { helpAgreementRoutes, helpRoutes } from '../../shared/contract/help.ts';
import type { importsRoutes } from '../../shared/contract/imports.ts';
import type { intakeRoutes } from '../../shared/contract/intake.ts';
import type { cardRoutes, issuanceRoutes } from '../../shared/contract/issuance.ts';
import type { letterPreviewRoutes } from '../../shared/contract/letter-preview.ts';
import type { lettersRoutes } from '../../shared/contract/letters.ts';
import type { merchantCardRoutes } from '../../shared/contract/merchant-card.ts';
import type { noticesRoutes } from '../../shared/contract/notices.ts';
import type { officeRoutes } from '../../shared/contract/office.ts';
import type { partnersRoutes } from '../../shared/contract/partners.ts';
import type { personalDataRoutes } from '../../shared/contract/personal-data.ts';
import type { policiesRoutes } from '../../shared/contract/policies.ts';
import type { portalRoutes } from '../../shared/contract/portal.ts';
import type { quotaRoutes } from '../../shared/contract/quota.ts';
import type { remindersRoutes } from '../../shared/contract/reminders.ts';
import type { Route } from '../../shared/contract/route.ts';
import type { scoringRoutes } from '../../shared/contract/scoring.ts';
import type { movingRoutes, serviceWindowRoutes, staffWindowRoutes } from '../../shared/contract/service-windows.ts';
import type { signingKeysRoutes } from '../../shared/contract/signing-keys.ts';
import type { statisticsRoutes } from '../../shared/contract/statistics.ts';
import type { talentsRoutes } from '../../shared/contract/talents.ts';
import type { upkeepRoutes } from '../../shared/contract/upkeep.ts';
import type { verificationRoutes } from '../../shared/contract/verification.ts';
import type { visitsRoutes } from '../../shared/contract/visits.ts';

/** The contract as types only: no schema of it is loaded by a page. */
export type Contract = typeof approvalRoutes &
  typeof auditRoutes &
  typeof cardRoutes &
  typeof certificatesRoutes &
  typeof courseRoutes &
  typeof creditRoutes &
  typeof deskRoutes &
  typeof documentsRoutes &
  typeof employersRoutes &
  typeof followingRoutes &
  typeof guidanceRoutes &
  typeof helpAgreementRoutes &
  typeof helpRoutes &
  typeof importsRoutes &
  typeof intakeRoutes &
  typeof issuanceRoutes &
  typeof letterPreviewRoutes &
  typeof lettersRoutes &
  typeof merchantCardRoutes &
  typeof movingRoutes &
  typeof noticesRoutes &
  typeof officeRoutes &
  typeof partnersRoutes &
  typeof personalDataRoutes &
  typeof policiesRoutes &
  typeof portalRoutes &
  typeof quotaRoutes &
  typeof remindersRoutes &
  typeof scoringRoutes &
  typeof serviceWindowRoutes &
  typeof staffWindowRoutes &
  typeof statisticsRoutes &
  typeof talentsRoutes &
  typeof upkeepRoutes &
  typeof signingKeysRoutes &
  typeof verificationRoutes &
  typeof visitsRoutes;

export type RouteName = keyof Contract & string;

type SchemaOf<R> = R extends { answer: { schema: infer S extends z.ZodType } } ? z.output<S> : undefined;

/** What a route answers. */
export type Answer<N extends RouteName> = SchemaOf<Contract[N]>;
type BodyOf<R> = R extends { body: infer S extends z.ZodType } ? z.input<S> : undefined;
/** What a route takes as its body. */
export type Body<N extends RouteName> = BodyOf<Contract[N]>;
type QueryOf<R> = R extends { query: infer S extends z.ZodType } ? z.input<S> : undefined;
/** What a route takes behind the question mark. */
export type Query<N extends RouteName> = QueryOf<Contract[N]>;

type Names<P extends string> = P extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
/** The gaps of a route's path. */
export type Path<N extends RouteName> = Contract[N] extends Route
  ? { [K in Names<Contract[N]['path']>]: string }
  : never;

type Part<K extends string, T> = undefined extends T ? { [P in K]?: T } : { [P in K]: T };

/** Everything that a request needs: gaps of the path, query, body. */
export type Given<N extends RouteName> = ([Names<Contract[N]['path']>] extends [never]
  ? { path?: undefined }
  : { path: Path<N> }) & { query?: Query<N> } & Part<'body', Body<N>>;
