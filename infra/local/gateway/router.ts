import type { GatewayMethod } from './api.ts';

export type Match = { method: GatewayMethod; parameters: Record<string, string> };

type Node = {
  children: Map<string, Node>;
  parameter?: { name: string; node: Node };
  rest?: { name: string; node: Node };
  methods: Map<string, GatewayMethod>;
};

/**
 * Finds the method for a request as API Gateway does: a literal part of a path before a parameter, a parameter before
 * `{proxy+}`; the method itself before ANY. Parameters are decoded. Gives undefined when there is none; throws
 * `URIError` for a path that is not well encoded.
 */
export function openRouter(methods: GatewayMethod[]): (httpMethod: string, path: string) => Match | undefined {
  const root = emptyNode();
  for (const method of methods) place(root, method);

  return (httpMethod, path) => {
    const segments = path === '/' ? [] : path.slice(1).split('/').map(decodeURIComponent);
    for (const { node, parameters } of walk(root, segments, {})) {
      const method = node.methods.get(httpMethod) ?? node.methods.get('ANY');
      if (method) return { method, parameters };
    }
    return undefined;
  };
}

const emptyNode = (): Node => ({ children: new Map(), methods: new Map() });

function place(root: Node, method: GatewayMethod): void {
  let node = root;
  for (const part of method.path.split('/').filter(Boolean)) {
    const [, name, greedy] = /^\{(.+?)(\+?)\}$/.exec(part) ?? [];
    if (name === undefined) {
      const child = node.children.get(part) ?? emptyNode();
      node.children.set(part, child);
      node = child;
    } else if (greedy) {
      node.rest ??= { name, node: emptyNode() };
      node = node.rest.node;
    } else {
      node.parameter ??= { name, node: emptyNode() };
      node = node.parameter.node;
    }
  }
  node.methods.set(method.httpMethod, method);
}

type Found = { node: Node; parameters: Record<string, string> };

function* walk(node: Node, segments: string[], parameters: Record<string, string>): Generator<Found> {
  const [segment, ...others] = segments;
  if (segment === undefined) {
    yield { node, parameters };
    return;
  }
  const child = node.children.get(segment);
  if (child) yield* walk(child, others, parameters);
  if (node.parameter && segment !== '') {
    yield* walk(node.parameter.node, others, { ...parameters, [node.parameter.name]: segment });
  }
  if (node.rest) yield { node: node.rest.node, parameters: { ...parameters, [node.rest.name]: segments.join('/') } };
}
