import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkZone, placeholders } from '../../../../infra/zones/check.ts';
import { zoneFiles } from '../../../../infra/zones/index.ts';
import { checkAnswers } from '../../../../infra/zones/new/answers.ts';
import { type Given, questions } from '../../../../infra/zones/new/questions.ts';
import { variableOf, withZone } from '../../../../infra/zones/new/zone-module.ts';
import { knownPolicies } from '../../../../infra/zones/policies.ts';
import type { Zone } from '../../../../shared/zone/zone.ts';
import { appOf } from '../../templates.ts';

const repository = process.cwd();
/** A place with zone files of its own and everything else as here. */
const place = mkdtempSync(join(tmpdir(), 'greenpath-new-zone-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
beforeAll(() => {
  cpSync(join(repository, 'infra'), join(place, 'infra'), { recursive: true });
  for (const name of ['shared', 'functions', 'web', 'node_modules', 'package.json', 'biome.json', '.gitignore']) {
    symlinkSync(join(repository, name), join(place, name));
  }
});

const answers: Given = {
  id: 'new-port',
  'name.zh': '新港试验区（虚构）',
  'name.en': "Newport's Pilot Zone (fictional)",
  'authority.zh': '新港试验区管理委员会（虚构）',
  'authority.en': 'Administrative Committee of Newport (fictional)',
  region: 'cn-northwest-1',
  host: 'permit.newport.example',
  'address.zh': '新港路1号（虚构）',
  'address.en': '1 Newport Road (fictional)',
  phone: '000-0000-0000',
  'delegatedBy.zh': '新港市主管部门（虚构）',
  'delegatedBy.en': 'Authority of Newport City (fictional)',
  inNameOf: 'zone',
  validFrom: '2026-01-01',
  locality: 'beijing',
  quota: '120',
};

type Ended = { code: number | null; out: string; err: string };

/** Runs the command as `npm run zone:new` does, and types these lines. */
function command(args: readonly string[], typed = ''): Promise<Ended> {
  const child = spawn(process.execPath, [join(place, 'infra', 'zones', 'new', 'main.ts'), ...args], {
    cwd: place,
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8' },
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  child.stdin.end(typed);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

const settings = (given: Given) => Object.entries(given).flatMap(([key, value]) => ['--set', `${key}=${value}`]);

/** The zone that a file of that place describes. */
async function written(id: string): Promise<Zone> {
  const module = await import(/* @vite-ignore */ pathToFileURL(join(place, 'infra', 'zones', `${id}.ts`)).href);
  const checked = checkZone(module[variableOf(id)], knownPolicies);
  if (!checked.ok) throw new Error(checked.error);
  return checked.value;
}

const listed = () => readFileSync(join(place, 'infra', 'zones', 'index.ts'), 'utf8');

describe('a new zone file', () => {
  it('is written from answers, says what was answered and marks what nobody settled', async () => {
    const { code, out, err } = await command(settings(answers));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const zone = await written('new-port');
    expect(zone).toMatchObject({
      name: { zh: '新港试验区（虚构）', en: "Newport's Pilot Zone (fictional)" },
      rehearsal: false,
      region: 'cn-northwest-1',
      verificationHost: 'permit.newport.example',
      backup: { copyTo: 'cn-north-1' },
      signIn: { issuer: 'https://id.newport.example/realms/greenpath' },
      delegation: { categories: ['A', 'B', 'C'], validFrom: '2026-01-01', placeholder: true },
    });
    const unsettled = placeholders(zone);
    expect(unsettled).toEqual(
      expect.arrayContaining(['delegation', 'policy.validityMonths', 'retention', 'clocks[0]']),
    );
    for (const one of unsettled) expect(out).toContain(`  - ${one}\n`);
  }, 240_000);

  it('is listed after the zones that there were, and looks as the formatter wants it', async () => {
    expect(listed()).toContain("import { newPort } from './new-port.ts';");
    expect(listed()).toMatch(/demo, newPort\]/);
    const code = readFileSync(join(place, 'infra', 'zones', 'new-port.ts'), 'utf8');
    expect(Math.max(...code.split('\n').map((line) => line.length))).toBeLessThanOrEqual(200);
    expect(code).toContain("  id: 'new-port',\n");
  });

  it('gives templates, offline, on the processor that its region has', async () => {
    const zone = await written('new-port');
    const stacks = appOf([zone]).synth().stacksRecursively;
    expect(stacks.map(({ stackName }) => stackName)).toEqual(
      expect.arrayContaining(['new-port-records', 'new-port-service', 'new-port-door']),
    );
    const functions = stacks.flatMap(({ template }) =>
      Object.values<{ Type: string; Properties: { Architectures?: string[] } }>(template.Resources).filter(
        ({ Type }) => Type === 'AWS::Lambda::Function',
      ),
    );
    expect(functions.length).toBeGreaterThan(20);
    expect(new Set(functions.flatMap(({ Properties }) => Properties.Architectures))).toEqual(new Set(['x86_64']));
  }, 240_000);

  it('is never overwritten, and a second zone under the same name on the road is refused', async () => {
    const before = [listed(), readFileSync(join(place, 'infra', 'zones', 'new-port.ts'), 'utf8')];
    const again = await command(settings({ ...answers, 'name.en': 'Another', phone: '111-1111-1111' }));
    expect(again.code).toBe(1);
    expect(again.err).toContain('id: infra/zones/new-port.ts is there already');
    expect(again.err).toContain('host: belongs to new-port already');
    expect([listed(), readFileSync(join(place, 'infra', 'zones', 'new-port.ts'), 'utf8')]).toEqual(before);
  }, 240_000);

  it('can be made by answering questions in Chinese, where a wrong answer is asked for again', async () => {
    const typed = questions.flatMap(({ key, choices }) => {
      const elsewhere: Given = {
        id: 'south',
        host: 'permit.south.example',
        region: 'other',
        otherRegion: 'ap-southeast-1',
      };
      const answer = elsewhere[key] ?? answers[key] ?? '';
      if (key === 'id') return ['Süd', answer];
      // By its number, as somebody at a terminal would.
      if (key === 'region') return [String((choices?.findIndex(({ value }) => value === answer) ?? 0) + 1)];
      return [answer];
    });
    const { code, out, err } = await command(['--language', 'zh'], `${typed.join('\n')}\n`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('须为 2 至 15 个小写字母');
    expect(out).toContain('《个人信息保护法》第三十六、三十七条');
    expect(out).toContain('已写入: infra/zones/south.ts');
    const zone = await written('south');
    expect(zone.region).toBe('ap-southeast-1');
    expect(zone.backup.copyTo).toBeUndefined();
  }, 240_000);

  it('is not begun when the answers stop halfway', async () => {
    const { code } = await command([], 'halfway\n');
    expect(code).toBe(2);
    expect(existsSync(join(place, 'infra', 'zones', 'halfway.ts'))).toBe(false);
  }, 240_000);
});

describe('answers', () => {
  const problemsOf = (given: Record<string, unknown>): string[] => {
    const checked = checkAnswers(given);
    return checked.ok ? [] : checked.error.map(({ key }) => key);
  };

  it('may leave out what has a usual answer', () => {
    const checked = checkAnswers(answers);
    expect(checked.ok && checked.value).toMatchObject({ rehearsal: 'no', conclusion: '10', points: 'interim-2017' });
  });

  const wrong: [string, unknown, ...string[]][] = [
    ['id', 'New Port'],
    ['id', 'a'],
    ['name.zh', ''],
    ['name.en', 'two\nlines'],
    ['rehearsal', 'maybe'],
    ['region', 'cn-east-9'],
    ['account', '12345'],
    ['host', 'https://permit.newport.example/'],
    ['issuer', 'http://id.newport.example'],
    ['phone', 'ask inside'],
    ['opens', '9', 'opens', 'closes'],
    ['closes', '08:00'],
    ['inNameOf', 'nobody'],
    ['validFrom', '2026-02-30'],
    ['validTo', '2025-12-31'],
    ['categories', 'A, D', 'categories', 'quota'],
    ['categories', 'A', 'quota'],
    ['categories', 'C, C'],
    ['procedures', 'new-permit, time-travel'],
    ['preliminaryReview', '6'],
    ['review', '21', 'review', 'conclusion'],
    ['conclusion', '2'],
    ['points', 'points-2099'],
    ['locality', 'atlantis'],
    ['quota', '-1'],
    ['talents', ['yes']],
    ['otherRegion', 'ap-southeast-1'],
    ['surprise', 'x'],
  ];
  it.each(wrong)('%s cannot be %j', (key, answer, ...named) => {
    expect(problemsOf({ ...answers, [key]: answer })).toEqual(named.length > 0 ? named : [key]);
  });

  it('another region has to be one that is known, outside China', () => {
    for (const otherRegion of ['xx-nowhere-1', 'cn-north-1', 'us-gov-west-1']) {
      expect(problemsOf({ ...answers, region: 'other', otherRegion })).toEqual(['otherRegion']);
    }
  });

  it('are all missed when none is given', () => {
    const asked = questions
      .filter(({ usual, when }) => usual === undefined && when === undefined)
      .map(({ key }) => key);
    expect(problemsOf({})).toEqual(expect.arrayContaining(asked));
  });
});

describe('the list of zones', () => {
  it('takes one more of any name, in the order of the names of the files', () => {
    const index = withZone(readFileSync('infra/zones/index.ts', 'utf8'), 'class');
    expect(index).toContain("import { classZone } from './class.ts';");
    expect(index.indexOf('./class.ts')).toBeLessThan(index.indexOf('./demo.ts'));
    expect(index).toContain(`${zoneFiles.at(-1)?.id}, classZone]`);
  });

  it('is not touched when it is written otherwise', () => {
    expect(() => withZone('export const zones = [];', 'port')).toThrow('does not list the zones as expected');
  });
});
