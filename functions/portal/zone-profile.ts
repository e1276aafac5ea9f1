import type { portalRoutes } from '../../shared/contract/portal.ts';
import type { Clock } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { officialYears } from '../../shared/policy/calendars/index.ts';
import { pointsPolicies } from '../../shared/policy/points/index.ts';
import type { Table } from '../../shared/records/table.ts';
import { success } from '../../shared/result.ts';
import { partsOf } from '../../shared/zone/parts.ts';
import type { Rules } from '../../shared/zone/rules.ts';
import { classificationShown } from './classification.ts';
import { readGuide } from './guide.ts';
import { openApi } from './openapi.ts';

/** What a zone says of itself: to people and pages as a profile, to programs as an interface description. */
export function zoneProfile(given: {
  table: Table;
  rules: Rules;
  clock: Clock;
  issuer: string;
}): Handles<typeof portalRoutes> {
  const { rules, clock, issuer } = given;
  const classification = classificationShown(given);
  const { zone } = rules;
  let description: string | undefined;
  const procedures = () =>
    zone.delegation.procedures.flatMap((name) => {
      const found = rules.procedureOn(name, rules.today(clock));
      return found ? [{ id: found.id, title: found.title, concerns: found.concerns }] : [];
    });
  return {
    readZone: async () =>
      success({
        body: {
          ...zone,
          today: rules.today(clock),
          parts: partsOf(zone),
          procedures: procedures(),
          promises: zone.clocks,
          classification: await classification(),
          uploads: { document: zone.policy.document, photo: zone.policy.photo },
          serviceWindows: zone.serviceWindows?.length,
          policy: {
            points: zone.policy.points,
            pointsVersions: Object.keys(pointsPolicies),
            locality: zone.policy.locality,
          },
          signIn: { issuer, clientId: zone.signIn.clientId },
          calendarYears: officialYears.map(({ year }) => year),
        },
        headers: { 'cache-control': 'public, max-age=60' },
      }),
    readGuide: readGuide(given),
    readOpenApi: async () => {
      description ??= JSON.stringify(openApi(zone, issuer));
      return success({
        raw: { content: description, contentType: 'application/json' },
        headers: { 'cache-control': 'public, max-age=300' },
      });
    },
  };
}
