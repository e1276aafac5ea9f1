import type { Condition, Procedure, Question } from './procedure.ts';

/** Every condition of a procedure with the place where it stands. */
function conditionsOf(procedure: Procedure): [place: string, condition: Condition][] {
  const at = (place: string, conditions: readonly Condition[] = []): [string, Condition][] =>
    conditions.map((condition) => [place, condition]);
  return [
    ...procedure.filedBy.flatMap(({ party, when }) => at(`filedBy ${party}`, when)),
    ...at(
      'category',
      procedure.category.map(({ when }) => when),
    ),
    ...at('maximumAge', procedure.maximumAge?.when),
    ...at('passportRuns', procedure.passportRuns?.when),
    ...at('identitySeen', procedure.identitySeen?.when),
    ...at('contractFollows', procedure.contractFollows?.when),
    ...at('quota', procedure.quota?.when),
    ...procedure.fields.flatMap(({ path, requiredWhen }) => at(`field ${path}`, requiredWhen)),
    ...procedure.questions.flatMap(({ id, askedWhen }) => at(`question ${id}`, askedWhen)),
    ...procedure.letters.flatMap(({ kind, when }) => at(`letter ${kind}`, when)),
    ...procedure.materials.flatMap((material) => {
      const { kind, requiredWhen, waived, commitment, supplyLater, alternatives = [] } = material;
      const reliefs = [waived, commitment, supplyLater].flatMap((relief) => [
        ...(relief?.when ?? []),
        ...(relief?.exceptWhen ?? []),
      ]);
      return at(`material ${kind}`, [...requiredWhen, ...reliefs, ...alternatives.flatMap(({ when }) => when)]);
    }),
  ];
}

const twice = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];

function answerProblems(procedure: Procedure): string[] {
  const { questions } = procedure;
  return conditionsOf(procedure).flatMap(([place, { answer }]) => {
    if (!answer) return [];
    const question = questions.find(({ id }) => id === answer.question);
    if (!question) return [`${place}: there is no question "${answer.question}"`];
    if (question.answer.kind !== 'choice') return [`${place}: "${answer.question}" is no choice`];
    const { options } = question.answer;
    return answer.isOneOf
      .filter((value) => !options.some((option) => option.value === value))
      .map((value) => `${place}: "${answer.question}" has no option "${value}"`);
  });
}

/** A question that depends on a later one, or on itself, would never be asked. */
const orderProblems = (questions: readonly Question[]): string[] =>
  questions.flatMap(({ id, askedWhen }, index) => {
    const later = questions.slice(index).map((question) => question.id);
    return askedWhen
      .flatMap(({ answer }) => (answer && later.includes(answer.question) ? [answer.question] : []))
      .map((other) => `question ${id}: depends on "${other}", which is not asked before it`);
  });

function dayProblems({ questions, reportWithin, contractFollows }: Procedure): string[] {
  const asked = { reportWithin: reportWithin?.ofAnswer, contractFollows: contractFollows?.ofAnswer };
  return Object.entries(asked).flatMap(([rule, name]) =>
    name === undefined || questions.some(({ id, answer }) => id === name && answer.kind === 'day')
      ? []
      : [`${rule}: "${name}" is no question for a day`],
  );
}

function conversionProblems({ converts, questions, effect }: Procedure): string[] {
  if (!converts) return [];
  const { type, number, expiresOn } = converts;
  const asked = { type: ['choice', type], number: ['line', number], expiresOn: ['day', expiresOn] } as const;
  return [
    ...Object.entries(asked).flatMap(([part, [kind, name]]) =>
      questions.some(({ id, answer }) => id === name && answer.kind === kind)
        ? []
        : [`converts: "${name}" is no question for its ${part}`],
    ),
    ...(effect === 'grant-permit' ? [] : ['converts: grants no permit']),
  ];
}

function permitProblems(procedure: Procedure): string[] {
  const { permit, window, deemedGrantedAtExpiry, contractFollows, category, fields } = procedure;
  const rests = {
    window,
    deemedGrantedAtExpiry,
    contractFollows: contractFollows?.what === 'permit-without-gap' || undefined,
    category: category.some(({ from }) => from === 'permit') || undefined,
  };
  const held = permit?.kind === 'held';
  return [
    ...Object.entries(rests).flatMap(([rule, present]) =>
      present !== undefined && !held ? [`${rule}: needs a permit that is held`] : [],
    ),
    ...(held && !fields.some(({ path }) => path === 'permitNumber') ? ['fields: permitNumber must be asked for'] : []),
    ...(window && window.opensDaysBefore < window.closesDaysBefore ? ['window: closes before it opens'] : []),
  ];
}

/** Where no employer is named, none can file, and no permit is held with one. */
function aloneProblems({ concerns, filedBy, permit }: Procedure): string[] {
  if (concerns !== 'person-alone') return [];
  return [
    ...(filedBy.some(({ party }) => party === 'employer') ? ['filedBy: no employer is named in it'] : []),
    ...(permit ? ['permit: is held with an employer, and none is named'] : []),
  ];
}

/**
 * What contradicts itself in one version of a procedure, each with its place: conditions on questions or options that
 * do not exist, kinds named twice, rules that rest on a permit which the procedure does not ask for.
 */
export function procedureProblems(procedure: Procedure): string[] {
  const { materials, questions, category, decidedBy, effectiveFrom, effectiveTo } = procedure;
  const kinds = materials.map(({ kind }) => kind);
  const last = category.at(-1);
  return [
    ...twice(kinds).map((kind) => `materials: ${kind} stands there twice`),
    ...twice(questions.map(({ id }) => id)).map((id) => `questions: ${id} stands there twice`),
    ...materials.flatMap(({ kind, alternatives = [] }) =>
      alternatives.flatMap((other) =>
        kinds.includes(other.kind) ? [] : [`material ${kind}: its alternative ${other.kind} does not exist`],
      ),
    ),
    ...answerProblems(procedure),
    ...orderProblems(questions),
    ...dayProblems(procedure),
    ...conversionProblems(procedure),
    ...permitProblems(procedure),
    ...aloneProblems(procedure),
    ...(!last || Object.keys(last.when).length > 0 ? ['category: the last line must hold always'] : []),
    ...(procedure.filedBy.length === 0 ? ['filedBy: nobody may file it'] : []),
    ...(decidedBy.length === 0 ? ['decidedBy: nobody may decide it'] : []),
    ...(effectiveTo !== undefined && effectiveTo < effectiveFrom ? ['effectiveTo: before effectiveFrom'] : []),
  ];
}
