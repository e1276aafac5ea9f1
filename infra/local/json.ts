/** A value of JSON, as events, results and templates are made of. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
export type JsonObject = { [name: string]: JsonValue };

export const isObject = (value: unknown): value is { [name: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What of a value survives the wire: members that JSON cannot carry fall away, `undefined` becomes null. */
export const overTheWire = (value: unknown): JsonValue => {
  const text: string | undefined = JSON.stringify(value);
  return text === undefined ? null : JSON.parse(text);
};
