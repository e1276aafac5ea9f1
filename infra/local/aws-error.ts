/** A request or answer body of an AWS JSON protocol, as parsed from or written to the wire. */
export type Json = Record<string, unknown>;

/**
 * A refusal in the words of the AWS service that is being stood in for. Every emulator of the one-machine zone throws
 * it for whatever the real service would answer with an error; the gateway writes it to the wire as
 * `{ __type: type, message, ...extra }` with `status`.
 */
export class AwsError extends Error {
  /** The service's error name, with its namespace where the real wire carries one (`com.amazonaws.dynamodb.v20120810#…`). */
  readonly type: string;
  readonly status: number;
  /** Members of the error besides its message, such as `CancellationReasons`. */
  readonly extra: Json;

  constructor(type: string, message: string, options: { status?: number; extra?: Json } = {}) {
    super(message);
    this.name = type.slice(type.indexOf('#') + 1);
    this.type = type;
    this.status = options.status ?? 400;
    this.extra = options.extra ?? {};
  }
}
