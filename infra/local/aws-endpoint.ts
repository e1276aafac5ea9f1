import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { AwsError } from './aws-error.ts';
import { isObject } from './json.ts';

/** One service of AWS by the names of its operations, on bodies in the JSON of the wire. */
export type AwsService = {
  knows: (operation: string) => boolean;
  execute: (operation: string, body: Record<string, unknown>) => Promise<unknown> | unknown;
};

const bodyLimit = 20 * 1024 * 1024;

/**
 * The endpoint that `AWS_ENDPOINT_URL` names: every service that speaks one of the AWS JSON protocols, told apart by
 * the header `x-amz-target` (`<prefix>.<operation>`). `services` goes by prefix. An operation that is not known is
 * refused as AWS would refuse it. Signatures are not checked: only this machine can reach it.
 */
export function createAwsEndpoint(
  services: Record<string, AwsService>,
  failed: (error: unknown) => void = (error) => console.error(error),
): FastifyInstance {
  const server = fastify({ bodyLimit, forceCloseConnections: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  server.setErrorHandler((error, request, reply) => {
    const refusal = error instanceof AwsError ? error : undefined;
    if (!refusal) failed(error);
    const type = refusal?.type ?? 'InternalServerError';
    reply
      .code(refusal?.status ?? 500)
      .type(protocolOf(request))
      .header('x-amzn-errortype', type.slice(type.indexOf('#') + 1))
      .send(JSON.stringify({ __type: type, message: refusal?.message ?? 'internal error', ...refusal?.extra }));
  });

  server.addHook('onRequest', async (request, reply) => {
    reply.type(protocolOf(request)).header('x-amzn-requestid', randomUUID());
  });

  server.post('/', async (request, reply) => {
    const [prefix = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    const service = Object.hasOwn(services, prefix) ? services[prefix] : undefined;
    if (!service?.knows(operation)) {
      throw new AwsError('UnknownOperationException', `the one-machine zone does not know ${prefix}.${operation}`);
    }
    const answer = await service.execute(operation, parse(request.body));
    return reply.send(JSON.stringify(answer ?? {}));
  });

  server.setNotFoundHandler((request) => {
    throw new AwsError(
      'UnknownOperationException',
      `the one-machine zone does not know ${request.method} ${request.url}`,
      {
        status: 404,
      },
    );
  });
  return server;
}

const protocolOf = (request: FastifyRequest): string => request.headers['content-type'] ?? 'application/x-amz-json-1.0';

function parse(body: unknown): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(String(body || '{}'));
    if (isObject(value)) return value;
  } catch {
    // answered below, as any other body that is not an object
  }
  throw new AwsError('SerializationException', 'the body is not a JSON object');
}
