import { transitions } from '../../shared/domain/application/transitions.ts';

const begin = '<!-- transitions: generated from shared/domain/application/transitions.ts by npm run docs -->';
const end = '<!-- end of transitions -->';

/** The published transition table as Markdown, with the diagram made from the same data. */
export function transitionTable(): string {
  const entries = Object.entries(transitions);
  const by = (who: (typeof transitions)[keyof typeof transitions]['by']) =>
    who === 'system' ? 'the system' : who.join(', ');
  return [
    '| Transition | 中文 | From | To | By | Rule |',
    '|---|---|---|---|---|---|',
    ...entries.map(
      ([name, the]) =>
        `| ${name} | ${the.label.zh} | ${the.from.join(', ')} | ${the.to} | ${by(the.by)} | ${the.rule} |`,
    ),
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> draft',
    ...entries.flatMap(([name, the]) => the.from.map((from) => `  ${from} --> ${the.to}: ${name}`)),
    '```',
  ].join('\n');
}

/**
 * The page with its generated part replaced.
 * @throws when the page has lost its marks
 */
export function withTransitionTable(page: string): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error('the page has no marks for the transition table');
  return `${page.slice(0, from)}${begin}\n\n${transitionTable()}\n\n${page.slice(to)}`;
}
