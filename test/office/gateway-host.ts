import { createServer } from 'node:http';

export type Asked = { method: string; url: string; headers: Record<string, unknown>; body: string };

/** A gateway on loopback that takes messages over HTTP and answers as it is told. */
export async function openGatewayHost(
  answer: (asked: Asked) => { status: number; body: unknown } = () => ({ status: 200, body: { code: 0 } }),
) {
  const asked: Asked[] = [];
  const rules = { answer };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
      asked.push(one);
      const { status, body } = rules.answer(one);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    asked,
    rules,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}
