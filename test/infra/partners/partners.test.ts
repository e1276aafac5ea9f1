import { describe, expect, it } from 'vitest';
import { roleStatements } from '../../../infra/templates-check/statements.ts';
import { appOf, type Template, templatesOf, zones } from '../templates.ts';

const serviceOf = (id: string): Template => {
  const [service] = templatesOf(appOf(zones.filter((zone) => zone.id === id))).filter(({ stack }) =>
    stack.endsWith('-service'),
  );
  if (!service) throw new Error(`${id} has no service`);
  return service;
};

const statementsOf = (template: Template, name: string) => {
  const role = template
    .of('AWS::IAM::Role')
    .find(({ properties }) => String(properties.Description).endsWith(`: ${name}`));
  if (!role) throw new Error(`no role for ${name}`);
  return roleStatements(template).filter(({ holder }) =>
    JSON.stringify(holder.properties.Roles).includes(`"${role.id}"`),
  );
};

describe('the function that answers partners in Yiwu', () => {
  const yiwu = serviceOf('yiwu');
  const statements = statementsOf(yiwu, 'partners-handler');
  const keys = statements.flatMap(
    ({ condition }) => condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? [],
  );

  it('reaches what a card opens, and nothing that tells who holds it', () => {
    expect([...new Set(keys.map(String))].sort()).toEqual(['CARD#*', 'KEYS', 'OFFICE', 'PARTNERS', 'PARTNERUSES#*']);
  });

  it('changes no card, deletes nothing and signs nothing', () => {
    const told = statements.map(({ actions, condition }) => JSON.stringify({ actions, condition }));
    expect(told.join('\n')).not.toMatch(/DeleteItem|Scan|kms:Sign|s3:/);
    const changing = told.filter((statement) => /PutItem|UpdateItem/.test(statement));
    expect(changing.length).toBeGreaterThan(0);
    expect(changing.join('\n')).not.toContain('"CARD#*"');
  });
});

it('a zone without merchant cards has neither of their functions', () => {
  const descriptions = serviceOf('etown')
    .of('AWS::Lambda::Function')
    .map(({ properties }) => String(properties.Description));
  expect(descriptions.length).toBeGreaterThan(0);
  expect(descriptions.filter((text) => /partner|merchant card(?!s and)/i.test(text))).toEqual([]);
});
