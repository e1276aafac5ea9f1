/** Names under which AWS services say that the same request will do in a moment. */
const passingNames: ReadonlySet<string> = new Set([
  'BandwidthLimitExceeded',
  'ContentionError',
  'DependencyTimeoutException',
  'InternalFailure',
  'InternalServerError',
  'KMSInternalException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

/** Codes by which the network says the same. */
const passingCodes: ReadonlySet<string> = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** True for a failure that passes by itself: throttling, contention, a timeout, a service that is down for a moment. */
export function isTransient(error: unknown): boolean {
  // Not by its class: what a timer or fetch throws may be an Error of another realm.
  if (!Error.isError(error)) return false;
  const { name, cause, code, $metadata, $retryable, CancellationReasons } = error as {
    name?: unknown;
    cause?: unknown;
    code?: unknown;
    $metadata?: { httpStatusCode?: number };
    $retryable?: unknown;
    CancellationReasons?: { Code?: string }[];
  };
  const status = $metadata?.httpStatusCode ?? 0;
  return (
    (typeof name === 'string' && passingNames.has(name)) ||
    (typeof code === 'string' && passingCodes.has(code)) ||
    $retryable !== undefined ||
    status === 429 ||
    status >= 500 ||
    isTransient(cause) ||
    (CancellationReasons ?? []).some(({ Code }) =>
      /TransactionConflict|Throttling|ProvisionedThroughput/.test(Code ?? ''),
    )
  );
}
