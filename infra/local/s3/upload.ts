import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Algorithm, running } from './checksums.ts';
import { S3Error } from './s3-error.ts';

/** A body that lies in its file on the disk, though no object names it yet. */
export type Received = {
  file: string;
  size: number;
  md5: Buffer;
  sha256: string;
  checksums: Map<Algorithm, string>;
};

/** The folder in which the bodies of objects lie, one file each, under names that say nothing. */
export type Bodies = {
  /**
   * Writes a body piece by piece, as it comes, and returns when it is safely on the disk. Stops at the piece that makes
   * it larger than `limit` bytes, and leaves nothing behind then. Throws `S3Error` EntityTooLarge.
   */
  receive: (pieces: AsyncIterable<Buffer>, algorithms: Algorithm[], limit: number) => Promise<Received>;
  open: (file: string) => Promise<FileHandle>;
  /** Removes a body that no object names any more; a body that is missing already is no matter. */
  remove: (file: string) => Promise<void>;
};

const unfinished = '.part';

/** Opens the folder. What an interrupted upload left there unfinished is removed. */
export function openBodies(directory: string): Bodies {
  mkdirSync(directory, { recursive: true });
  for (const name of readdirSync(directory)) {
    if (name.endsWith(unfinished)) rmSync(join(directory, name));
  }

  return {
    receive: async (pieces, algorithms, limit) => {
      const file = randomUUID();
      const [path, part] = [join(directory, file), join(directory, `${file}${unfinished}`)];
      const [md5, sha256] = [createHash('md5'), createHash('sha256')];
      const checksums = new Map(algorithms.map((algorithm) => [algorithm, running(algorithm)]));
      const handle = await open(part, 'wx');
      let size = 0;
      try {
        for await (const piece of pieces) {
          size += piece.length;
          if (size > limit) throw tooLarge(size, limit);
          for (const sum of [md5, sha256, ...checksums.values()]) sum.update(piece);
          await handle.writeFile(piece);
        }
        await handle.sync();
      } catch (error) {
        await handle.close();
        await rm(part, { force: true });
        throw error;
      }
      await handle.close();
      await rename(part, path);
      await keepNames(directory);
      return {
        file,
        size,
        md5: md5.digest(),
        sha256: sha256.digest('hex'),
        checksums: new Map([...checksums].map(([algorithm, sum]) => [algorithm, sum.value()])),
      };
    },
    open: (file) => open(join(directory, file)),
    remove: (file) => rm(join(directory, file), { force: true }),
  };
}

export const tooLarge = (size: number, limit: number): S3Error =>
  new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
    details: { ProposedSize: size, MaxSizeAllowed: limit },
  });

/** The name of a new file is on the disk only when its folder has been written, too. */
async function keepNames(directory: string): Promise<void> {
  const folder = await open(directory);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
