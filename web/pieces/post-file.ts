import { Unreachable } from '../client/client.ts';

/**
 * Posts a file to where a presigned permission leads, by the means that tells how much of it has left.
 * @returns false where the permission has ended or the post was given up
 */
export function postFile(
  { url, fields }: { url: string; fields: Readonly<Record<string, string>> },
  file: File,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', file);
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(true);
      else if (request.status === 403 || request.status === 400) resolve(false);
      else reject(new Unreachable('the documents did not take it'));
    };
    request.onerror = () => reject(new Unreachable('no answer'));
    request.ontimeout = () => reject(new Unreachable('no answer'));
    request.onabort = () => resolve(false);
    signal.addEventListener('abort', () => request.abort());
    request.open('POST', url);
    request.send(form);
  });
}
