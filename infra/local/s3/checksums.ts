import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { notImplemented, S3Error } from './s3-error.ts';

/** The checksums of S3 that can be worked out here; the last two can only be refused. */
const algorithms = ['crc32', 'sha1', 'sha256', 'crc32c', 'crc64nvme'] as const;
export type Algorithm = 'crc32' | 'sha1' | 'sha256';

/** A checksum that grows with each piece of a body; its value is in base64, as S3 writes it. */
type Running = { update: (piece: Buffer) => void; value: () => string };

export function running(algorithm: Algorithm): Running {
  if (algorithm === 'crc32') {
    let value = 0;
    return {
      update: (piece) => {
        value = crc32(piece, value);
      },
      value: () => {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32BE(value);
        return bytes.toString('base64');
      },
    };
  }
  const hash = createHash(algorithm);
  return { update: (piece) => void hash.update(piece), value: () => hash.digest('base64') };
}

/** What the sender of an object says of its checksums: which one to work out, and the value it should have, if it is known. */
export type Wanted = { algorithm: Algorithm; value?: string }[];

/**
 * Reads the checksums that the headers of a request, the fields of a form or a trailer ask for. Throws `S3Error` for one
 * that cannot be worked out here.
 */
export function wantedChecksums(header: (name: string) => string | undefined): Wanted {
  const announced = [
    header('x-amz-sdk-checksum-algorithm'),
    header('x-amz-checksum-algorithm'),
    header('x-amz-trailer')?.replace(/^x-amz-checksum-/, ''),
  ].map((name) => name?.toLowerCase());
  return algorithms.flatMap((algorithm) => {
    const value = header(`x-amz-checksum-${algorithm}`);
    if (value === undefined && !announced.includes(algorithm)) return [];
    if (algorithm === 'crc32c' || algorithm === 'crc64nvme') throw notImplemented(`The checksum ${algorithm}`);
    return [{ algorithm, value }];
  });
}

/** Throws `S3Error` when a body does not have the checksums that its sender named. */
export function assertChecksums(wanted: Wanted, found: ReadonlyMap<Algorithm, string>): void {
  for (const { algorithm, value } of wanted) {
    if (value === undefined || found.get(algorithm) === value) continue;
    throw new S3Error(
      400,
      'BadDigest',
      `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
    );
  }
}
