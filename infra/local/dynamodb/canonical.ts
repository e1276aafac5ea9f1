/** One text for equal JSON values: members in order of their names, sets of DynamoDB in order of their members. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, content]) => content !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([name, content]) => `${JSON.stringify(name)}:${canonical(isSet(name, content) ? content.toSorted() : content)}`,
    );
  return `{${members.join()}}`;
}

const isSet = (name: string, content: unknown): content is string[] =>
  (name === 'SS' || name === 'NS' || name === 'BS') &&
  Array.isArray(content) &&
  content.every((member) => typeof member === 'string');
