import type { DatabaseSync } from 'node:sqlite';
import fastify, { type FastifyInstance } from 'fastify';
import type { Clock } from '../../../shared/domain/time.ts';

/** One rule of a bucket's CorsConfiguration, as CloudFormation writes it. */
export type CorsRule = {
  AllowedMethods: string[];
  AllowedOrigins: string[];
  AllowedHeaders?: string[];
  ExposedHeaders?: string[];
  MaxAge?: number;
};

export type BucketDefinition = { name: string; cors: CorsRule[]; versioned: boolean };

/**
 * The object store of the one-machine zone as an HTTP server that is not listening yet (path style, `/bucket/key`).
 * `secrets` maps each access key id that may sign to its secret access key.
 */
export function createS3(options: {
  directory: string;
  database: DatabaseSync;
  clock: Clock;
  buckets: BucketDefinition[];
  secrets: Record<string, string>;
}): FastifyInstance {
  return fastify({ bodyLimit: options.buckets.length });
}
