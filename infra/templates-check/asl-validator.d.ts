declare module 'asl-validator' {
  /** Checks a state machine against the schemas of Amazon States Language. */
  const validate: (definition: unknown) => { isValid: boolean; errorsText: (separator?: string) => string };
  export default validate;
}
