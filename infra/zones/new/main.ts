import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import type { Language } from '../../../shared/domain/text.ts';
import { BadCall, run } from '../../audit/zone-option.ts';
import { checkAnswers, type Problem, problemWith } from './answers.ts';
import { clashes, newZone } from './new-zone.ts';
import { type Given, questions } from './questions.ts';

const words = {
  zh: {
    begin: '新建专区文件。方括号内为默认值，直接按回车采用。Ctrl+C 放弃，不写任何文件。',
    number: '请输入序号或代号',
    refused: '未写入任何文件：',
    written: '已写入',
    unsettled: '以下各项尚待主管机关确定（placeholder: true），开办前须逐项核定：',
    next: '下一步：',
    steps: (id: string) => [
      'npm run docs                         专区的说明页',
      `npm start -- --zone ${id}            在本机试运行`,
      `npm run realm -- --zone ${id}        Keycloak 领域文件`,
      'docs/deploy.md                       部署步骤',
    ],
  },
  en: {
    begin:
      'A new zone file. What stands in brackets is taken when you press Enter. Ctrl+C gives up and writes nothing.',
    number: 'Type the number or the name',
    refused: 'Nothing was written:',
    written: 'Written',
    unsettled: 'For the authority to settle before the zone opens (placeholder: true):',
    next: 'Next:',
    steps: (id: string) => [
      'npm run docs                         the page about the zone',
      `npm start -- --zone ${id}            runs it on this machine`,
      `npm run realm -- --zone ${id}        its realm file for Keycloak`,
      'docs/deploy.md                       the steps of a deployment',
    ],
  },
};

/** The language of the terminal, where nobody said which. */
const languageOf = (said: string | undefined): Language => {
  if (said !== undefined && said !== 'zh' && said !== 'en') throw new BadCall(`--language ${said}: there is zh, en`);
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return said ?? (/^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en');
};

/** Asks question by question; an answer that cannot be is asked for again. */
async function ask(language: Language): Promise<Given> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Lines that come before they are asked for are kept: a file may be fed in as well as typed.
  const lines = terminal[Symbol.asyncIterator]();
  const read = async (prompt: string): Promise<string> => {
    process.stdout.write(prompt);
    const { value, done } = await lines.next();
    if (done) throw new BadCall(words[language].refused.replace(/[:：]$/, ''));
    return value.trim();
  };
  const answers: Record<string, string> = {};
  console.log(`${words[language].begin}\n`);
  for (const question of questions) {
    const { key, text, hint, choices, usual, when, note } = question;
    if (when && !when(answers)) continue;
    const fallback = usual?.(answers) ?? '';
    for (;;) {
      for (const [index, choice] of (choices ?? []).entries()) {
        const name = choice.text[language];
        console.log(`  ${index + 1}. ${choice.value}${name === choice.value ? '' : `  ${name}`}`);
      }
      const said = [text[language], hint && `(${hint[language]})`, choices && `(${words[language].number})`];
      const typed = await read(`${said.filter(Boolean).join(' ')}${fallback ? ` [${fallback}]` : ''}: `);
      const answer = typed === '' ? fallback : (choices?.[Number(typed) - 1]?.value ?? typed);
      answers[key] = answer;
      const clash = clashes({ id: '', host: '', ...answers }).find((one) => one.key === key);
      const problem = problemWith(question, answer, answers) ?? clash?.text;
      if (!problem) break;
      console.log(`  ! ${problem[language]}`);
    }
    const told = note?.(answers[key] ?? '');
    if (told) console.log(`  > ${told[language]}`);
  }
  terminal.close();
  return answers;
}

function readAnswers(file: string): Record<string, unknown> {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (error) {
    throw new BadCall(`--answers ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) {
    throw new BadCall(`--answers ${file}: must be an object of answers`);
  }
  return { ...read };
}

/** `--set key=value`, over what a file says. */
const settings = (given: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    given.map((one) => {
      const at = one.indexOf('=');
      if (at < 1) throw new BadCall(`--set ${one}: must be key=value`);
      return [one.slice(0, at), one.slice(at + 1)];
    }),
  );

/**
 * `npm run zone:new`: asks what a zone needs and writes its file. `-- --answers FILE` (`-` is the standard input) and
 * `--set key=value` answer without asking, `--questions` lists the keys.
 */
await run(async () => {
  const { values } = parseArgs({
    options: {
      answers: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      language: { type: 'string' },
      questions: { type: 'boolean', default: false },
    },
  });
  const language = languageOf(values.language);
  if (values.questions) {
    for (const { key, text } of questions) console.log(`${key.padEnd(18)} ${text[language]}`);
    return;
  }
  const refuse = (problems: readonly Problem[]) => {
    console.error(words[language].refused);
    for (const { key, text } of problems) console.error(`  - ${key}: ${text[language]}`);
    process.exitCode = 1;
  };
  let answers: Given;
  if (values.answers === undefined && values.set.length === 0) answers = await ask(language);
  else {
    const checked = checkAnswers({
      ...(values.answers === undefined ? {} : readAnswers(values.answers)),
      ...settings(values.set),
    });
    if (!checked.ok) return refuse(checked.error);
    answers = checked.value;
  }
  const made = await newZone(answers);
  if (!made.ok) return refuse(made.error);
  for (const path of made.value.written) console.log(`${words[language].written}: ${path}`);
  console.log(`\n${words[language].unsettled}`);
  for (const place of made.value.unsettled) console.log(`  - ${place}`);
  console.log(`\n${words[language].next}`);
  for (const step of words[language].steps(answers.id ?? '')) console.log(`  ${step}`);
});
