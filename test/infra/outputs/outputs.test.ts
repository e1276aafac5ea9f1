import { describe, expect, it } from 'vitest';
import { type OutputName, outputs } from '../../../infra/outputs/outputs.ts';
import { appOf, templatesOf, zones } from '../templates.ts';

type Told = { Value?: unknown; Description?: string; Export?: unknown };

/** What a stack tells people; values that only another stack imports are exports and stand apart. */
const toldBy = (json: { [name: string]: unknown }) =>
  Object.entries((json.Outputs ?? {}) as Record<string, Told>).filter(([, output]) => output.Export === undefined);

const templates = templatesOf(appOf());

describe.each(zones.map(({ id }) => [id] as const))('what a deployment of %s tells', (id) => {
  it('is exactly the list of outputs, each by the stack that the list names, with its description', () => {
    const told = templates
      .filter(({ zone }) => zone.id === id)
      .flatMap(({ stack, json }) =>
        toldBy(json).map(([name, { Description }]) => `${stack} ${name}: ${Description ?? ''}`),
      );
    const always = (Object.keys(outputs) as OutputName[]).filter((name) => !('where' in outputs[name]));
    const listed = always.map((name) => `${id}-${outputs[name].stack} ${name}: ${outputs[name].description}`);
    expect(told.sort()).toEqual(listed.sort());
  });

  it('has a value for each', () => {
    for (const { stack, json } of templates.filter(({ zone }) => zone.id === id)) {
      for (const [name, { Value }] of toldBy(json)) expect(Value, `${stack} ${name}`).toBeTruthy();
    }
  });
});
