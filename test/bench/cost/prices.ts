/** A list price of AWS, us-east-1, in US dollars for one unit. */
export type Price = { dollars: number; per: string; source: string; asOf: string };

/**
 * Prices change and those of the China regions differ (in CNY, from the calculators of the two operators): a zone puts its
 * own here and runs the measurement again.
 */
export const prices = {
  request: { dollars: 3.5 / 1e6, per: 'request to a REST API', source: 'Amazon API Gateway pricing', asOf: '2026-05' },
  writeUnit: {
    dollars: 0.625 / 1e6,
    per: 'write request unit',
    source: 'Amazon DynamoDB pricing, on-demand',
    asOf: '2024-11',
  },
  readUnit: {
    dollars: 0.125 / 1e6,
    per: 'read request unit',
    source: 'Amazon DynamoDB pricing, on-demand',
    asOf: '2024-11',
  },
  transition: {
    dollars: 25 / 1e6,
    per: 'transition of a standard workflow',
    source: 'AWS Step Functions pricing',
    asOf: '2026-03',
  },
  invocation: { dollars: 0.2 / 1e6, per: 'run of a function', source: 'AWS Lambda pricing', asOf: '2025' },
  gigabyteSecond: {
    dollars: 0.0000133334,
    per: 'GB-second of a function, arm64',
    source: 'AWS Lambda pricing',
    asOf: '2025',
  },
  upload: { dollars: 5 / 1e6, per: 'upload to the bucket', source: 'Amazon S3 pricing', asOf: '2025' },
  signature: { dollars: 0.15 / 1e4, per: 'signature with a P-256 key', source: 'AWS KMS pricing', asOf: '2026' },
} satisfies Record<string, Price>;

/** Estimates that nothing here measures: Lambda's own clock is not to be had on one machine. */
export const assumed = { memoryGigabytes: 0.5, secondsARun: 0.06, runsBehind: 40 };
