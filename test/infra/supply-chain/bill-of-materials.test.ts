import { expect, it } from 'vitest';
import { type Bill, settledBill } from '../../../infra/supply-chain/bill-of-materials.ts';

const component = (name: string) => ({
  'bom-ref': `${name}@1.0.0`,
  name,
  version: '1.0.0',
  externalReferences: [{ type: 'distribution', url: `https://registry.example/${name}` }],
  properties: [{ name: 'cdx:npm:package:path', value: `node_modules/${name}` }],
});
const written = (folder: string, second: number, order: readonly string[]): Bill => ({
  bomFormat: 'CycloneDX',
  serialNumber: `urn:uuid:${second}`,
  metadata: {
    timestamp: `2026-11-22T00:00:0${second}Z`,
    tools: [{ version: `1${second}` }],
    component: component(folder),
  },
  components: order.map(component),
});

it('a bill of materials is the same whenever and wherever it is written, and says what ships', () => {
  const shippedIn = (name: string) => (name === 'a' ? ['functions', 'pages'] : []);
  const one = settledBill(written('main', 1, ['a', 'b']), shippedIn);
  const other = settledBill(written('elsewhere', 2, ['b', 'a']), shippedIn);
  const { 'bom-ref': _one, ...about } = one.metadata.component;
  expect(about.name).toBe('greenpath');
  expect(other.components).toEqual(one.components);
  expect(JSON.stringify(one)).not.toMatch(/serialNumber|timestamp|registry\.example\/[ab]/);
  expect(one.components.map(({ properties }) => properties?.at(-1)?.value)).toEqual([
    'functions, pages',
    'nothing: used to build and to test',
  ]);
});
