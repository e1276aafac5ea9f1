import { describe, expect, it } from 'vitest';
import { isChina } from '../../../infra/regions/region.ts';
import { appOf, type Template, templatesOf, zones } from '../templates.ts';

type Named = { key: string; value: string };

/** Every text of a template, with the name under which it stands; those of a list stand under the name of the list. */
function textsOf({ json }: Template): Named[] {
  const found: Named[] = [];
  const walk = (key: string, value: unknown): void => {
    if (typeof value === 'string') found.push({ key, value });
    else if (Array.isArray(value)) for (const one of value) walk(key, one);
    else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) walk(name, one);
  };
  walk('', json);
  return found;
}

/** Where a name of the other partition is right in China too. */
const reasons: Readonly<Record<string, (text: Named) => boolean>> = {
  'a service is trusted under the same name in every partition': ({ key, value }) =>
    ['Service', 'Principal'].includes(key) && /^[a-z0-9-]+(\.s3)?\.amazonaws\.com$/.test(value),
  'AWS does not say how its services name themselves to KMS in China: both ways are granted': ({ key, value }) =>
    key === 'kms:ViaService' && /^(dynamodb|s3)\.cn-[a-z]+-1\.amazonaws\.com$/.test(value),
};

const inChina = templatesOf(appOf(zones.filter(({ region }) => isChina(region)))).filter(({ region }) =>
  isChina(region),
);

describe.each(inChina.map((template) => [template.stack, template] as const))('%s, in China', (_stack, template) => {
  const texts = textsOf(template);

  it('names no address and no service of the other partition, but where that is its name here too', () => {
    const elsewhere = texts.filter(({ value }) => /\.amazonaws\.com(?!\.cn)/.test(value));
    expect(elsewhere.filter((text) => !Object.values(reasons).some((holds) => holds(text)))).toEqual([]);
  });

  it('names no partition in an ARN', () => {
    expect(texts.filter(({ value }) => /arn:aws[\w-]*:/.test(value))).toEqual([]);
  });
});

it('each reason is needed', () => {
  const texts = inChina.flatMap(textsOf);
  for (const [reason, holds] of Object.entries(reasons)) expect(texts.some(holds), reason).toBe(true);
});
