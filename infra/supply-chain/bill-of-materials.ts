type Property = { name: string; value: string };
type Component = {
  'bom-ref': string;
  name: string;
  version: string;
  externalReferences?: unknown;
  properties?: Property[];
  [other: string]: unknown;
};
/** CycloneDX as npm writes it, as far as we touch it. */
export type Bill = {
  serialNumber?: string;
  metadata: { timestamp?: string; tools?: unknown; component: Component; [other: string]: unknown };
  components: Component[];
  [other: string]: unknown;
};

const inOrder = (one: Component, other: Component): number => (one['bom-ref'] < other['bom-ref'] ? -1 : 1);

/**
 * npm's bill of materials, the same for the same lock file wherever it is written, with what each package is for.
 * @param shippedIn where a package of this name and version leaves the repository; nowhere for what only builds
 */
export function settledBill(bill: Bill, shippedIn: (name: string, version: string) => readonly string[]): Bill {
  const { serialNumber: _random, metadata, components, ...rest } = bill;
  const { timestamp: _now, tools: _versions, component, ...about } = metadata;
  return {
    ...rest,
    // npm calls the project after the folder that it happens to lie in.
    metadata: { ...about, component: { ...component, name: 'greenpath' } },
    components: components
      .map(({ externalReferences: _registry, ...one }): Component => {
        const places = shippedIn(one.name, one.version);
        const value = places.length > 0 ? places.join(', ') : 'nothing: used to build and to test';
        return {
          ...one,
          'bom-ref': one['bom-ref'],
          name: one.name,
          version: one.version,
          properties: [...(one.properties ?? []), { name: 'greenpath:shipped-in', value }],
        };
      })
      .sort(inOrder),
  };
}
