import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../../shared/domain/time.ts';
import type { CorsRule } from './cors.ts';
import type { Objects } from './objects.ts';
import type { Secrets } from './signature.ts';
import type { Target } from './target.ts';
import type { Bodies } from './upload.ts';

export type BucketDefinition = { name: string; cors: CorsRule[]; versioned: boolean };

/** What all requests share. */
export type Store = {
  objects: Objects;
  bodies: Bodies;
  secrets: Secrets;
  /** A bucket of the template. Throws `S3Error` for any other. */
  bucket: (name: string) => BucketDefinition;
};

/** A request with a form, which proves itself by the form. */
export type FormCall = { request: FastifyRequest; reply: FastifyReply; target: Target; store: Store; clock: Clock };

/** A request whose signature fits, to a bucket that exists. */
export type Call = FormCall & {
  bucket: BucketDefinition;
  /** What the sender says of the body: its SHA-256 in hex, or one of the words of the protocol. */
  payload: string;
  /** Headers by their names in lower case; those of a signed address stand in its query. */
  headers: () => Iterable<[string, string]>;
  header: (name: string) => string | undefined;
};
