/** An answer, with its body as text. */
export type Visited = { status: number; headers: Headers; text: string; url: URL };

/** The zone did not answer as it should; the message says what that means for whoever deploys. */
export class Trouble extends Error {
  override name = 'Trouble';
}

const longest = 25_000;

/** A region of China by the name of the gateway that answers there. */
const inChina = (url: URL): boolean => url.hostname.endsWith('.amazonaws.com.cn');

/**
 * What a bare 403 of the gateway means: it was refused before any function saw it.
 * @returns words for the table, or undefined for any other answer
 */
export function gatewayRefusal({ status, headers, text, url }: Visited): string | undefined {
  const kind = headers.get('x-amzn-errortype') ?? '';
  const bare =
    /^\s*\{\s*"message"\s*:\s*("Forbidden"|null)\s*\}\s*$/.test(text) || kind.startsWith('ForbiddenException');
  if (status !== 403 || !bare) return undefined;
  return inChina(url)
    ? '403 Forbidden by the gateway itself: in the China regions it answers nobody before the ICP filing of the account holds in this region (docs/deploy.md, step 2)'
    : '403 Forbidden by the gateway itself: the path lacks its stage (the address of the output ApiUrl ends in /live/), the zone is only reached through its VPC endpoint, or a domain of the China regions waits for its ICP filing';
}

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host: does the name lead to the gateway already?',
  ECONNREFUSED: 'nothing answers there',
  ECONNRESET: 'the connection was cut: in the China regions ports 80 and 443 stay closed without an ICP filing',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is signed by nobody',
};

/**
 * Asks the zone.
 * @throws Trouble when nobody answers within 25 seconds, or the gateway itself refuses
 */
export async function visit(
  base: URL,
  path: string,
  { body, ...init }: { method?: string; headers?: Record<string, string>; body?: unknown } = {},
): Promise<Visited> {
  const url = new URL(path, base);
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, {
      redirect: 'manual',
      ...init,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...init.headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(longest),
    });
    text = await answer.text();
  } catch (error) {
    const code = String((error as { cause?: { code?: unknown } }).cause?.code ?? '');
    const late = (error as Error).name === 'TimeoutError' ? `no answer within ${longest / 1000} seconds` : undefined;
    throw new Trouble(`${url.pathname}: ${late ?? reasons[code] ?? (code || String(error))}`);
  }
  const visited = { status: answer.status, headers: answer.headers, text, url };
  const refused = gatewayRefusal(visited);
  if (refused) throw new Trouble(`${url.pathname}: ${refused}`);
  return visited;
}

/**
 * The body of an answer that has to be JSON with this status.
 * @throws Trouble for any other answer
 */
export function jsonOf(visited: Visited, status = 200): unknown {
  const { url, text } = visited;
  if (visited.status !== status) {
    throw new Trouble(`${url.pathname}: answered ${visited.status}, not ${status}: ${text.slice(0, 120)}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Trouble(`${url.pathname}: the answer is not JSON`);
  }
}
