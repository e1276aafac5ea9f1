import type { guidanceRoutes } from '../../shared/contract/desk.ts';
import { checklist } from '../../shared/domain/checklist/checklist.ts';
import { offeredTexts } from '../../shared/domain/desk/ready-texts.ts';
import type { Clock } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { paperRules } from '../../shared/policy/papers/paper-rules.ts';
import { readyTexts202611 as edition } from '../../shared/policy/ready-texts/2026-11.ts';
import { readDocuments } from '../../shared/records/document.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, success } from '../../shared/result.ts';
import { findCase } from '../../shared/view/access.ts';
import { assessmentOf, circumstancesOf, procedureOf } from '../../shared/view/application.ts';
import type { Rules } from '../../shared/zone/rules.ts';

/** The ready words that fit one application: what it is asked for, not what it says. */
export function readyTexts(given: {
  table: Table;
  clock: Clock;
  rules: Rules;
}): Handles<typeof guidanceRoutes>['readReadyTexts'] {
  const { table, rules } = given;
  const { zone } = rules;
  return async ({ parameters, principal }) => {
    const found = await findCase(table, principal, parameters.id ?? '');
    if (!found.ok) return found;
    const { head, stored, staff } = found.value;
    // 回避: nobody writes a notice about an application of their own.
    if (!staff) return failure(problem('not-allowed'));
    const { form } = stored;
    const { commitments, supplyLater } = form;
    const procedure = procedureOf(given, head);
    const assessment = assessmentOf(given, head, form);
    const documents = await readDocuments(table, head.id);
    const circumstances = circumstancesOf(form, assessment, head.category ?? assessment?.category ?? null);
    const asked = checklist(procedure, { ...circumstances, commitments, supplyLater, documents });
    // What was given though nobody asked for it can be wrong too.
    const beside = procedure.materials.filter(
      ({ kind }) =>
        !asked.some((line) => line.kind === kind) &&
        documents.some((document) => document.kind === kind && document.state === 'accepted'),
    );
    const places = offeredTexts(edition, {
      procedure,
      papers: [...asked, ...beside],
      paperRules,
      passportMonths: zone.policy.passportMinimumMonths.months,
    });
    const reasons = edition.reasons
      .filter(({ onlyWithCredit }) => !onlyWithCredit || (zone.credit && procedure.effect === 'extend-permit'))
      .map(({ onlyWithCredit: _, ...reason }) => reason);
    return success({ body: { edition: edition.id, places, reasons } });
  };
}
