/** One rule of a bucket's CorsConfiguration, as CloudFormation writes it. */
export type CorsRule = {
  AllowedMethods: string[];
  AllowedOrigins: string[];
  AllowedHeaders?: string[];
  ExposedHeaders?: string[];
  /** Seconds for which a browser may remember a preflight. */
  MaxAge?: number;
};

/** What a browser says of where a request comes from; `asked` are the headers that a preflight announces. */
export type CrossOrigin = { origin: string; method: string; asked: string[] };

/** The headers with which S3 lets a page of another origin see an answer; undefined when no rule of the bucket does. */
export function corsHeaders(
  rules: CorsRule[],
  { origin, method, asked }: CrossOrigin,
): Record<string, string> | undefined {
  const rule = rules.find(
    (one) =>
      one.AllowedMethods.includes(method) &&
      one.AllowedOrigins.some((pattern) => fits(pattern, origin)) &&
      asked.every((header) => one.AllowedHeaders?.some((pattern) => fits(pattern.toLowerCase(), header))),
  );
  if (!rule) return undefined;
  const everyone = rule.AllowedOrigins.includes('*');
  return {
    'access-control-allow-origin': everyone ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    ...(!everyone && { 'access-control-allow-credentials': 'true' }),
    ...(asked.length > 0 && { 'access-control-allow-headers': asked.join(', ') }),
    ...(rule.ExposedHeaders && { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') }),
    ...(rule.MaxAge !== undefined && { 'access-control-max-age': String(rule.MaxAge) }),
  };
}

/** A pattern of S3 holds at most one `*`, which stands for any text. */
function fits(pattern: string, text: string): boolean {
  const [start = '', end] = pattern.split('*');
  if (end === undefined) return pattern === text;
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}
