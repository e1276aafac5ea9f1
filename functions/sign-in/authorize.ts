import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import type { Principal } from '../../shared/domain/access/roles.ts';
import type { Log } from '../../shared/log/log.ts';
import type { Result } from '../../shared/result.ts';

type Given = {
  verify: (token: string) => Promise<Result<Principal, string>>;
  /** Addresses from which roles of the office count; everywhere where it is left out. */
  officersFrom?: readonly string[] | undefined;
  log: Log;
};

type Event = Partial<APIGatewayRequestAuthorizerEvent> & { methodArn: string; authorizationToken?: string };

/** Every route of the stage: the gateway keeps the answer and uses it for other routes too. */
const wholeStage = (methodArn: string) => `${methodArn.split('/').slice(0, 2).join('/')}/*`;

const allow = (methodArn: string, context: Record<string, string>): APIGatewayAuthorizerResult => ({
  principalId: context.subject || 'anonymous',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: wholeStage(methodArn) }],
  },
  context,
});

const anonymous = { subject: '', roles: '', email: '', mfa: 'false', expiresAt: '0' };

/**
 * The gateway's question who this is. A caller without a token passes as anonymous: the gateway asks so only on the
 * routes where signing in is optional, elsewhere it has refused already. A bad token is refused everywhere.
 * @throws 'Unauthorized', which the gateway turns into 401
 */
export const authorize =
  ({ verify, officersFrom = [], log }: Given) =>
  async (event: Event): Promise<APIGatewayAuthorizerResult> => {
    const headers = Object.entries(event.headers ?? {});
    const header =
      event.authorizationToken ?? headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
    if (header === '') return allow(event.methodArn, anonymous);
    const token = /^Bearer ([\w.~+/=-]{20,8000})$/i.exec(header.trim())?.[1];
    if (!token) {
      log.info('sign-in-refused', { reason: 'no bearer token' });
      throw new Error('Unauthorized');
    }
    let verified: Result<Principal, string>;
    try {
      verified = await verify(token);
    } catch (error) {
      log.error('sign-in-unavailable', error);
      throw error;
    }
    if (!verified.ok) {
      log.info('sign-in-refused', { reason: verified.error });
      throw new Error('Unauthorized');
    }
    const { subject, roles, email, mfa, expiresAt } = verified.value;
    return allow(event.methodArn, {
      subject,
      roles: roles.join(' '),
      email: email ?? '',
      mfa: String(mfa),
      expiresAt: String(expiresAt),
      // No verdict: this answer is kept by token, and the next request may come from elsewhere.
      officersFrom: officersFrom.join(' '),
    });
  };
