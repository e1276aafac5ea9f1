import { issuanceRoutes } from '../../shared/contract/issuance.ts';
import { tokenLink } from '../../shared/credential/carriers.ts';
import { type Principal, staffRoles } from '../../shared/domain/access/roles.ts';
import { proceduresOnPermit } from '../../shared/domain/procedure/on-permit.ts';
import type { Procedure } from '../../shared/domain/procedure/procedure.ts';
import { versionOn } from '../../shared/domain/procedure/versions.ts';
import { type Clock, dayIn, instantOf } from '../../shared/domain/time.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import { publishKeys } from '../../shared/issuing/ready-key.ts';
import type { Signer } from '../../shared/issuing/sign.ts';
import type { Log } from '../../shared/log/log.ts';
import {
  changePermit,
  firstList,
  type Permit,
  permitStatus,
  readPermit,
  readPermitHistory,
} from '../../shared/records/permit.ts';
import { publishedKeys } from '../../shared/records/public-keys.ts';
import { repetition, requestMark } from '../../shared/records/requests.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { findPermit } from '../../shared/view/find-permit.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { signedStatusList } from './publish-status-list.ts';

export type PermitsGiven = {
  table: Table;
  signer: Signer;
  clock: Clock;
  zone: Zone;
  log: Log;
  /** Every version of every procedure, as the zone has it. */
  procedures: readonly Procedure[];
};

const statusAfter = {
  reinstated: 'valid',
  suspended: 'suspended',
  revoked: 'revoked',
} as const;

/** A permit as someone may see it; what happened with other employers is for staff. */
async function viewOf(given: PermitsGiven, permit: Permit, principal: Principal): Promise<Reply> {
  const { table, clock, zone, procedures } = given;
  const today = dayIn(zone.timeZone, instantOf(clock.now()));
  const state = permitStatus(permit, today);
  const staff = principal.mfa && principal.roles.some((role) => staffRoles.includes(role));
  const whole = await readPermitHistory(table, permit.number);
  const history = staff ? whole : whole.filter(({ employerId }) => employerId === permit.employerId);
  return {
    body: {
      ...permit,
      version: permit.events,
      status: state,
      holder: {
        name: permit.name,
        chineseName: permit.chineseName,
        nationality: permit.nationality,
        sex: permit.sex,
      },
      employer: permit.employerName,
      qr: permit.token.length > 0 ? tokenLink(zone.verificationHost, permit.token) : undefined,
      cancelledOn: permit.cancelled?.on,
      history,
      onward: proceduresOnPermit((id) => versionOn(procedures, id, today), zone.delegation.procedures, {
        state,
        validTo: permit.validTo,
      }),
    },
    headers: { etag: `"${permit.events}"` },
  };
}

/** Permits and what verifiers need: keys and status lists. */
export function permits(given: PermitsGiven): Handles<typeof issuanceRoutes> {
  const { table, clock } = given;
  const change =
    (event: 'suspended' | 'reinstated' | 'revoked', from: readonly Permit['status'][]) =>
    async (request: {
      parameters: Record<string, string>;
      principal: Principal;
      body: { reason: { zh: string; en: string } };
      idempotencyKey?: string;
      version?: number;
    }): Promise<Result<Reply, Problem>> => {
      const found = await findPermit(given, request.principal, request.parameters.number ?? '');
      if (!found.ok) return found;
      const permit = found.value;
      const mark = requestMark(request, event);
      const repeated = repetition(permit.requests, mark);
      if (repeated === 'same') return success(await viewOf(given, permit, request.principal));
      if (repeated === 'other-body') return failure(problem('key-reused'));
      if (request.version !== undefined && request.version !== permit.events) {
        const { body } = await viewOf(given, permit, request.principal);
        return failure(problem('version-conflict', { current: issuanceRoutes.readPermit.answer.schema.parse(body) }));
      }
      const outcome = await changePermit(table, permit, {
        request: mark,
        status: statusAfter[event],
        from,
        event: {
          at: instantOf(clock.now()),
          status: event,
          by: request.principal.subject,
          reason: request.body.reason,
        },
      });
      const present = await readPermit(table, permit.number);
      if (!present) return failure(problem('not-found'));
      const view = await viewOf(given, present, request.principal);
      if (!outcome.ok)
        return failure(problem('conflict', { current: issuanceRoutes.readPermit.answer.schema.parse(view.body) }));
      await signedStatusList(given, firstList);
      return success(view);
    };

  return {
    readPermit: async ({ parameters, principal }) => {
      const found = await findPermit(given, principal, parameters.number ?? '');
      return found.ok ? success(await viewOf(given, found.value, principal)) : found;
    },
    suspendPermit: change('suspended', ['valid']),
    reinstatePermit: change('reinstated', ['suspended']),
    revokePermit: change('revoked', ['valid', 'suspended']),
    readKeys: async () => {
      await publishKeys(given);
      return success({
        body: await publishedKeys(given),
        headers: { 'cache-control': 'public, max-age=300' },
      });
    },
    readStatusList: async ({ parameters }) => {
      if (parameters.list !== firstList) return failure(problem('not-found'));
      const jwt = await signedStatusList(given, firstList);
      return success({
        raw: { content: jwt, contentType: 'application/statuslist+jwt' },
        headers: { 'cache-control': 'public, max-age=60', 'access-control-allow-origin': '*' },
      });
    },
  };
}
