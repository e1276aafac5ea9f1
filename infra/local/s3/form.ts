import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { invalidArgument, S3Error } from './s3-error.ts';

/** A form up to its file: the fields that came before it, and the file still to be read. */
export type Form = { fields: ReadonlyMap<string, string>; filename: string; file: Readable };

/** S3 takes at most 20,000 bytes before the file. */
const mostBeforeFile = 20_000;

/**
 * Reads the fields of an upload form; what comes after the file is ignored, as S3 does. Throws `S3Error` for a body that
 * is no such form.
 */
export function readForm(request: IncomingMessage): Promise<Form> {
  const { promise, resolve, reject } = Promise.withResolvers<Form>();
  const fields = new Map<string, string>();
  const parser = parserOf(request);
  let before = 0;
  let file: Readable | undefined;

  const refuse = (error: Error) => {
    reject(error);
    request.unpipe(parser);
  };
  parser.on('field', (name, value, { valueTruncated, nameTruncated }) => {
    if (file) return;
    before += Buffer.byteLength(name) + Buffer.byteLength(value);
    if (before > mostBeforeFile || valueTruncated || nameTruncated) {
      return refuse(
        new S3Error(
          400,
          'MaxPostPreDataLengthExceeded',
          'Your POST request fields preceding the upload file were too large.',
        ),
      );
    }
    const field = name.toLowerCase();
    if (fields.has(field)) return refuse(invalidArgument(`The field ${field} may be given only once.`));
    fields.set(field, value);
  });
  parser.on('file', (name, stream, { filename }) => {
    if (file || name.toLowerCase() !== 'file') {
      stream.resume();
      if (!file) refuse(noFile());
      return;
    }
    file = stream;
    resolve({ fields, filename: filename ?? '', file });
  });
  parser.on('close', () => reject(noFile()));
  parser.on('error', (error) => {
    reject(
      new S3Error(400, 'MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.'),
    );
    file?.destroy(error instanceof Error ? error : undefined);
  });
  request.once('close', () => {
    if (!request.readableEnded) parser.destroy(new Error('The connection was closed before the form had come'));
  });
  request.pipe(parser);
  return promise;
}

function parserOf(request: IncomingMessage): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { fieldNameSize: 256, fieldSize: mostBeforeFile, fields: 200, files: 1 },
    });
  } catch {
    throw new S3Error(412, 'PreconditionFailed', 'Bucket POST must be of the enclosure-type multipart/form-data');
  }
}

const noFile = () => invalidArgument('POST requires exactly one file upload per request.');
