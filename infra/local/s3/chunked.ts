import { S3Error } from './s3-error.ts';

/**
 * Takes the pieces of a body in the `aws-chunked` encoding apart: yields what they carry, and sets the trailing headers
 * when the last chunk has come. The chunks are unsigned, as the SDK sends them with a trailing checksum.
 * Throws `S3Error` for a body that breaks off or is not in that encoding.
 */
export async function* unchunked(
  pieces: AsyncIterable<Buffer>,
  trailer: Map<string, string>,
): AsyncGenerator<Buffer, void> {
  let pending: Buffer = Buffer.alloc(0);
  const source = pieces[Symbol.asyncIterator]();

  const more = async (): Promise<void> => {
    const { done, value } = await source.next();
    if (done) throw new S3Error(400, 'IncompleteBody', 'The request body terminated unexpectedly');
    pending = pending.length === 0 ? value : Buffer.concat([pending, value]);
  };
  const line = async (): Promise<string> => {
    for (;;) {
      const end = pending.indexOf('\r\n');
      if (end >= 0) {
        const text = pending.subarray(0, end).toString();
        pending = pending.subarray(end + 2);
        return text;
      }
      if (pending.length > 8192) throw malformed();
      await more();
    }
  };

  for (;;) {
    const [length = ''] = (await line()).split(';');
    if (!/^[0-9a-f]{1,8}$/i.test(length)) throw malformed();
    let left = Number.parseInt(length, 16);
    if (left === 0) break;
    while (left > 0) {
      if (pending.length === 0) await more();
      const piece = pending.subarray(0, left);
      pending = pending.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
    if ((await line()) !== '') throw malformed();
  }
  for (let header = await line(); header !== ''; header = await line()) {
    const [name = '', value = ''] = header.split(/:(.*)/s);
    trailer.set(name.trim().toLowerCase(), value.trim());
  }
}

const malformed = () => new S3Error(400, 'InvalidRequest', 'The body is not in the aws-chunked encoding');
