import { measurePlainCase } from './plain-case/plain-case.ts';
import type { Section } from './report/section.ts';

/** Budgets of a plain case: eight documents, nothing returned. */
const budget = { documents: 8, writeUnits: 90, transitions: 12 };

/** What each sort of item is, in words. */
const words: Readonly<Record<string, string>> = {
  'APPLICATION HEAD': 'head, and its place in the queues',
  'APPLICATION FORM': 'form',
  'APPLICATION EVENT': 'events, chained by hash',
  'APPLICATION DOCUMENT': 'documents, announced and judged',
  'APPLICATION LETTERHEAD': 'letterhead',
  'APPLICATION TASK': 'tokens under which the execution waits',
  'EMPLOYER APPLICATION': 'list of the employer',
  'APPLICANT APPLICATION': 'list of the applicant',
  'OPEN OPEN': 'lock of person, employer and procedure',
  'PERSON PERSON': 'register of persons',
  'PASSPORT IDENTITY': 'passport that leads to the person',
  'PERMIT PERMIT': 'permit',
  'STATUSINDEX INDEX': 'place in the status list',
  'KEYS KEY': 'count of what the key signed',
  another: 'how the office stands, asked in each decision while nothing stands against it',
  OUTBOX: 'execution that is to begin',
  INBOX: 'notices',
  READ: 'readings of what is sensitive',
  ENDING: 'day on which the permit ends, for reminders',
  'SUMMARY SUBMITTED': 'statistics of submissions',
  'SUMMARY CLOSED': 'statistics of closed cases',
};

/** What one plain case writes, step by step and by what it is spent on, against its budgets. */
export async function benchPlainCase(): Promise<Section> {
  const { documents, whole, steps } = await measurePlainCase('etown');
  const events = whole.writesByKind['APPLICATION EVENT'] ?? 0;
  const floor = events + documents;
  const kinds = Object.entries(whole.writeUnitsByKind).sort(([, one], [, other]) => other - one);
  const failures = [
    ...(documents === budget.documents ? [] : [`a plain case has ${budget.documents} documents, not ${documents}`]),
    ...(whole.writeUnits <= budget.writeUnits ? [] : [`${whole.writeUnits} write units of ${budget.writeUnits}`]),
    ...(whole.transitions <= budget.transitions ? [] : [`${whole.transitions} transitions of ${budget.transitions}`]),
    ...(whole.writeUnits > floor ? [] : ['fewer units than writes: the meter of the table is wrong']),
  ];
  return {
    title: 'Write units of a plain case',
    words: [
      `A plain case of E-Town, ${documents} documents and nothing returned, costs ${whole.writeUnits} write units (budget ${budget.writeUnits}) and ${whole.transitions} transitions (budget ${budget.transitions}), with notices, statistics and reminders. The floor is ${floor}: one unit for each of its ${events} events and ${documents} documents, and nothing that guards them. Decision 24 tells what was saved and what the rest is for.`,
    ],
    tables: [
      {
        title: 'Step by step',
        columns: ['Step', 'Write units', 'Transitions'],
        rows: [
          ...steps.map(({ name, spent }) => [name, String(spent.writeUnits), String(spent.transitions)]),
          ['Together', String(whole.writeUnits), String(whole.transitions)],
          ['Floor', String(floor), '0'],
        ],
      },
      {
        title: 'By what it is spent on',
        columns: ['Item', 'Write units'],
        rows: kinds.map(([kind, units]) => [words[kind] ?? kind.toLowerCase(), String(units)]),
      },
    ],
    charts: [],
    failures,
    overBudget: [],
  };
}
