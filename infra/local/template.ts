import { resolve as resolvePath } from 'node:path';
import type { Stack } from './assembly.ts';
import { isObject, type JsonObject, type JsonValue } from './json.ts';
import { kinds, type Named, type Place } from './resource-kinds.ts';

/** A resource of a template with every intrinsic function worked out. */
export type Resource = Named & {
  type: string;
  /** What `Ref` gives. */
  ref: string;
  properties: JsonObject;
  /** The folder or file that is uploaded for it, absolute. */
  asset?: string;
};

export type Deployment = Place & {
  /** The resources of these types, in the order of the templates. Throws when one cannot be worked out. */
  of: (...types: string[]) => Resource[];
};

/** Something in a template that the one-machine zone does not know; better refused than guessed. */
export class TemplateError extends Error {
  constructor(stack: string, path: string, message: string) {
    super(`${stack}, ${path}: ${message}`);
    this.name = 'TemplateError';
  }
}

/** The account that a one-machine zone pretends to live in. */
export const localAccount = '000000000000';

const nothing = Symbol('AWS::NoValue');
type Resolved = JsonValue | typeof nothing;

const placeOf = (region: string): Place => {
  const china = region.startsWith('cn-');
  return {
    account: localAccount,
    region,
    partition: china ? 'aws-cn' : 'aws',
    urlSuffix: china ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
};

const hasFunctions = ({ template }: Stack): boolean =>
  isObject(template.Resources) &&
  Object.values(template.Resources).some((one) => isObject(one) && one.Type === 'AWS::Lambda::Function');

/**
 * Works out the templates of one zone as CloudFormation would when it deploys them together: names, ARNs, references
 * inside a stack and from one to the other. Resources are resolved only when asked for, so what the one-machine zone
 * does not run need not be known. Throws `TemplateError` for anything not known.
 */
export function deploy(stacks: Stack[]): Deployment {
  const serving = stacks.filter(hasFunctions);
  const [region, second] = new Set((serving.length > 0 ? serving : stacks).map((stack) => stack.region));
  if (!region) throw new Error('there is no stack to deploy');
  if (second) throw new Error(`the stacks of one zone must share a region, these are for ${region}, ${second}`);
  const place = placeOf(region);
  // What a zone keeps in a second region, the copies of its backups, is not run on this machine.
  const scopes = stacks.filter((stack) => stack.region === region).map((stack) => openStack(stack, place, importValue));

  function importValue(name: string, asked: (message: string) => TemplateError): JsonValue {
    for (const scope of scopes) {
      const value = scope.exported(name);
      if (value !== undefined) return value;
    }
    throw asked(`no stack exports ${name}`);
  }

  return { ...place, of: (...types) => scopes.flatMap((scope) => scope.resources(types)) };
}

type ImportValue = (name: string, asked: (message: string) => TemplateError) => JsonValue;

function openStack(stack: Stack, place: Place, importValue: ImportValue) {
  const section = (name: string): JsonObject => {
    const found = stack.template[name];
    return isObject(found) ? found : {};
  };
  const templates = section('Resources');
  const known = new Map<string, Named & { ref: string }>();

  const pseudo: Record<string, Resolved> = {
    'AWS::AccountId': place.account,
    'AWS::Region': place.region,
    'AWS::Partition': place.partition,
    'AWS::URLSuffix': place.urlSuffix,
    'AWS::StackName': stack.name,
    'AWS::StackId': `arn:${place.partition}:cloudformation:${place.region}:${place.account}:stack/${stack.name}/local`,
    'AWS::NoValue': nothing,
  };

  const refuse = (path: string) => (message: string) => new TemplateError(stack.name, path, message);

  const template = (id: string, path: string): { type: string; definition: JsonObject; properties: JsonObject } => {
    const definition = templates[id];
    if (!isObject(definition)) throw refuse(path)(`there is no resource ${id}`);
    return {
      type: String(definition.Type),
      definition,
      properties: isObject(definition.Properties) ? definition.Properties : {},
    };
  };

  const named = (id: string, path: string): Named & { ref: string } => {
    const found = known.get(id);
    if (found) return found;
    const { type, properties } = template(id, path);
    const kind = kinds[type];
    if (!kind) throw refuse(path)(`the one-machine zone does not know what refers to ${id}, a ${type}`);
    const given = kind.nameProperty === undefined ? undefined : properties[kind.nameProperty];
    const name =
      given === undefined
        ? (kind.defaultName?.(stack.name, id) ?? `${stack.name}-${id}`)
        : text(given, `Resources.${id}.Properties.${kind.nameProperty}`);
    const self: Named = { stack: stack.name, id, name, arn: kind.arn?.(name, place) ?? '' };
    const made = { ...self, ref: kind.ref?.(self) ?? name };
    known.set(id, made);
    return made;
  };

  const ref = (name: string, path: string): Resolved => {
    const value = pseudo[name];
    if (value !== undefined) return value;
    const parameter = section('Parameters')[name];
    if (isObject(parameter)) {
      if (parameter.Default === undefined || String(parameter.Type).startsWith('AWS::SSM')) {
        throw refuse(path)(`parameter ${name} has no value here`);
      }
      return parameter.Default;
    }
    return named(name, path).ref;
  };

  const attribute = (id: string, name: string, path: string): string => {
    const self = named(id, path);
    const { type } = template(id, path);
    if (name === 'Arn' && self.arn) return self.arn;
    const read = kinds[type]?.attributes?.[name];
    if (!read) throw refuse(path)(`attribute ${name} of ${id}, a ${type}, is not known`);
    return read(self, place);
  };

  const resolve = (value: JsonValue, path: string): Resolved => {
    if (typeof value === 'string' && value.includes('{{resolve:')) {
      throw refuse(path)('dynamic references are not known');
    }
    if (Array.isArray(value)) {
      return value.map((member, index) => resolve(member, `${path}[${index}]`)).filter((member) => member !== nothing);
    }
    if (!isObject(value)) return value;
    const [name, ...others] = Object.keys(value);
    if (name !== undefined && others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) {
      return call(name, value[name] ?? null, `${path}.${name}`);
    }
    const members: JsonObject = {};
    for (const [key, member] of Object.entries(value)) {
      const resolved = resolve(member, `${path}.${key}`);
      if (resolved !== nothing) members[key] = resolved;
    }
    return members;
  };

  const plain = (value: JsonValue, path: string): JsonValue => {
    const resolved = resolve(value, path);
    if (resolved === nothing) throw refuse(path)('AWS::NoValue cannot stand here');
    return resolved;
  };

  const text = (value: JsonValue, path: string): string => {
    const resolved = plain(value, path);
    if (typeof resolved === 'string') return resolved;
    if (typeof resolved === 'number' || typeof resolved === 'boolean') return String(resolved);
    throw refuse(path)('needs a text');
  };

  const list = (value: JsonValue | undefined, path: string): JsonValue[] => {
    const resolved = value === undefined ? undefined : plain(value, path);
    if (!Array.isArray(resolved)) throw refuse(path)('needs a list');
    return resolved;
  };

  const parts = (value: JsonValue, count: number, path: string): JsonValue[] => {
    if (!Array.isArray(value) || value.length !== count) throw refuse(path)(`needs ${count} arguments`);
    return value;
  };

  const substitute = (pattern: string, variables: JsonObject, path: string): string =>
    pattern.replace(/\$\{(!?)([^}]*)\}/g, (_whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      const own = variables[name];
      if (own !== undefined) return text(own, path);
      const dot = name.indexOf('.');
      if (dot > 0) return attribute(name.slice(0, dot), name.slice(dot + 1), path);
      const value = ref(name, path);
      if (typeof value !== 'string' && typeof value !== 'number') throw refuse(path)(`\${${name}} is not a text`);
      return String(value);
    });

  const holds = (condition: JsonValue, path: string): boolean => {
    if (typeof condition === 'string') {
      const found = section('Conditions')[condition];
      if (found === undefined) throw refuse(path)(`there is no condition ${condition}`);
      return holds(found, `Conditions.${condition}`);
    }
    if (!isObject(condition)) throw refuse(path)('needs a condition');
    const [name = '', ...others] = Object.keys(condition);
    const argument = condition[name] ?? null;
    if (others.length === 0) {
      if (name === 'Condition') return holds(argument, path);
      if (name === 'Fn::Equals') {
        const [left, right] = parts(argument, 2, path).map((side) => plain(side, path));
        return JSON.stringify(left) === JSON.stringify(right);
      }
      if (Array.isArray(argument)) {
        if (name === 'Fn::And') return argument.every((side) => holds(side, path));
        if (name === 'Fn::Or') return argument.some((side) => holds(side, path));
        if (name === 'Fn::Not') return !holds(argument[0] ?? null, path);
      }
    }
    throw refuse(path)(`condition ${name} is not known`);
  };

  const find = (argument: JsonValue, path: string): JsonValue => {
    const [map = '', first = '', second = ''] = parts(argument, 3, path).map((name) => text(name, path));
    const rows = section('Mappings')[map];
    const row = isObject(rows) ? rows[first] : undefined;
    const value = isObject(row) ? row[second] : undefined;
    if (value === undefined) throw refuse(path)(`mapping ${map} has no ${first}.${second}`);
    return value;
  };

  const call = (name: string, argument: JsonValue, path: string): Resolved => {
    switch (name) {
      case 'Ref':
        return ref(text(argument, path), path);
      case 'Fn::GetAtt': {
        const [id = '', member = ''] =
          typeof argument === 'string' ? argument.split(/\.(.*)/s) : parts(argument, 2, path).map(String);
        return attribute(id, member, path);
      }
      case 'Fn::Join': {
        const [separator = '', members] = parts(argument, 2, path);
        return list(members, path)
          .map((member) => text(member, path))
          .join(text(separator, path));
      }
      case 'Fn::Sub': {
        if (typeof argument === 'string') return substitute(argument, {}, path);
        const [pattern, variables] = parts(argument, 2, path);
        if (typeof pattern !== 'string' || !isObject(variables)) throw refuse(path)('needs a text and its variables');
        return substitute(pattern, variables, path);
      }
      case 'Fn::Select': {
        const [index = null, members] = parts(argument, 2, path);
        const chosen = list(members, path)[Number(text(index, path))];
        if (chosen === undefined) throw refuse(path)('selects what is not there');
        return chosen;
      }
      case 'Fn::Split': {
        const [separator = '', whole = ''] = parts(argument, 2, path);
        return text(whole, path).split(text(separator, path));
      }
      case 'Fn::If': {
        const [condition = null, yes = null, no = null] = parts(argument, 3, path);
        return resolve(holds(condition, path) ? yes : no, path);
      }
      case 'Fn::FindInMap':
        return find(argument, path);
      case 'Fn::ImportValue':
        return importValue(text(argument, path), refuse(path));
      case 'Fn::Base64':
        return Buffer.from(text(argument, path)).toString('base64');
      case 'Fn::ToJsonString':
        return JSON.stringify(plain(argument, path));
      default:
        throw refuse(path)(`${name} is not known`);
    }
  };

  const exists = (definition: JsonObject, path: string) =>
    definition.Condition === undefined || holds(definition.Condition, path);

  return {
    exported(name: string): JsonValue | undefined {
      for (const [id, output] of Object.entries(section('Outputs'))) {
        const path = `Outputs.${id}`;
        if (!isObject(output) || !isObject(output.Export) || output.Value === undefined) continue;
        if (text(output.Export.Name ?? null, path) === name) return plain(output.Value, path);
      }
      return undefined;
    },

    resources(types: string[]): Resource[] {
      return Object.keys(templates).flatMap((id): Resource[] => {
        const path = `Resources.${id}`;
        const { type, definition, properties } = template(id, path);
        if (!types.includes(type) || !exists(definition, path)) return [];
        const self = kinds[type]
          ? named(id, path)
          : { stack: stack.name, id, name: `${stack.name}-${id}`, arn: '', ref: '' };
        const resolved = plain(properties, `${path}.Properties`);
        const asset = isObject(definition.Metadata) ? definition.Metadata['aws:asset:path'] : undefined;
        return [
          {
            ...self,
            type,
            properties: isObject(resolved) ? resolved : {},
            ...(typeof asset === 'string' ? { asset: resolvePath(stack.directory, asset) } : {}),
          },
        ];
      });
    },
  };
}
