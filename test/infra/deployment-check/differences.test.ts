import { describe, expect, it } from 'vitest';
import { withDifferences } from '../../../infra/deployment-check/assembly.ts';
import { type TemplateResource, templateDifferences } from '../../../infra/deployment-check/differences.ts';
import { appOf, templatesOf, zones } from '../templates.ts';

const issuer = 'http://127.0.0.1:1/oidc';
const demo = zones.filter(({ id }) => id === 'demo');
const deployed = templatesOf(appOf(demo)).map(({ stack, json }) => {
  const before = json as { Resources: Record<string, TemplateResource> };
  return { stack, before, ...withDifferences(before, templateDifferences, { issuer }) };
});

describe('what is deployed otherwise to the emulator than to AWS', () => {
  it.each(templateDifferences.map(({ name }) => name))('is on the list because templates have it: %s', (name) => {
    const touched = deployed.reduce((sum, one) => sum + (one.touched[name] ?? 0), 0);
    expect(touched, 'nothing in the templates of the demo zone is concerned: take the entry off').toBeGreaterThan(0);
  });

  it('is what the list says, and every other resource stays as it is', () => {
    for (const { before, template, touched } of deployed) {
      const changed = Object.entries(before.Resources).filter(
        ([id, resource]) => JSON.stringify(template.Resources[id]) !== JSON.stringify(resource),
      );
      const types = new Set(templateDifferences.map(({ type }) => type));
      for (const [id, { Type }] of changed) expect(types, id).toContain(Type);
      expect(changed).toHaveLength(Object.values(touched).reduce((sum, count) => sum + count, 0));
    }
  });

  it('leaves nothing that points to what was left out', () => {
    for (const { stack, before, template } of deployed) {
      const text = JSON.stringify(template);
      const gone = Object.keys(before.Resources).filter((id) => !(id in template.Resources));
      for (const id of gone) expect(text.includes(`"${id}"`), `${stack}: ${id}`).toBe(false);
    }
  });

  it('waits in no stage of the approval for an expression, and says a number of seconds everywhere', () => {
    const text = JSON.stringify(deployed.find(({ stack }) => stack === 'demo-service')?.template);
    expect(text).toContain('AWS::StepFunctions::StateMachine');
    expect(text.match(/TimeoutSeconds\\+":(?!\d)/g) ?? []).toEqual([]);
  });

  it('takes tokens of the provider that the check serves wherever the zone’s own is named', () => {
    const functions = deployed.flatMap(({ template }) => Object.values(template.Resources));
    const issuers = functions.flatMap(({ Properties }) => {
      const found = JSON.stringify(Properties ?? {}).match(/"OIDC_ISSUER":"([^"]*)"/);
      return found ? [found[1]] : [];
    });
    expect(new Set(issuers)).toEqual(new Set([issuer]));
  });
});
