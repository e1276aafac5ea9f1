import { beforeEach, describe, expect, test } from 'vitest';
import { authorize } from '../../../functions/sign-in/authorize.ts';
import type { Principal } from '../../../shared/domain/access/roles.ts';
import { failure, type Result, success } from '../../../shared/result.ts';
import { openLogBook } from '../../office/log-book.ts';

const methodArn = 'arn:aws-cn:execute-api:cn-north-1:000000000000:abc123/live/GET/api/applications/x1';
const token = `eyJ${'x'.repeat(40)}.eyJ.sig`;
const officer: Principal = {
  subject: 'officer-li',
  roles: ['front-officer', 'supervisor'],
  email: 'li@etown.example',
  mfa: true,
  expiresAt: 1_800_000_000,
};

const book = openLogBook();
let asked: string[];
let verified: () => Promise<Result<Principal, string>>;
const decide = authorize({
  verify: (bearer) => {
    asked.push(bearer);
    return verified();
  },
  log: book.log,
});
beforeEach(() => {
  asked = [];
  book.lines.length = 0;
  verified = async () => success(officer);
});

describe('the gateway asks who a caller is', () => {
  test('a good token is let through to every route of the stage, for the gateway keeps the answer', async () => {
    const answer = await decide({ methodArn, headers: { Authorization: `Bearer ${token}` } });
    expect(asked).toEqual([token]);
    expect(answer).toEqual({
      principalId: 'officer-li',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Action: 'execute-api:Invoke',
            Effect: 'Allow',
            Resource: 'arn:aws-cn:execute-api:cn-north-1:000000000000:abc123/live/*',
          },
        ],
      },
      context: {
        subject: 'officer-li',
        roles: 'front-officer supervisor',
        email: 'li@etown.example',
        mfa: 'true',
        expiresAt: '1800000000',
        officersFrom: '',
      },
    });
  });

  test('it hands on from where officers work, and no verdict: the next request with the same token may come from elsewhere', async () => {
    const careful = authorize({
      verify: async () => success(officer),
      officersFrom: ['203.0.113.0/24', '2001:db8:12::/48'],
      log: book.log,
    });
    const { context } = await careful({ methodArn, headers: { Authorization: `Bearer ${token}` } });
    expect(context?.officersFrom).toBe('203.0.113.0/24 2001:db8:12::/48');
  });

  test.each([
    [{ headers: { authorization: `bearer ${token}` } }],
    [{ headers: { AUTHORIZATION: ` Bearer ${token} ` } }],
    [{ authorizationToken: `Bearer ${token}` }],
  ])('the token is found however the header is written', async (event) => {
    expect((await decide({ methodArn, ...event })).principalId).toBe('officer-li');
  });

  test('every value of the context is a text, which is all that the gateway passes on', async () => {
    verified = async () => success({ ...officer, email: undefined, mfa: false });
    const { context } = await decide({ methodArn, headers: { Authorization: `Bearer ${token}` } });
    expect(Object.values(context ?? {}).map((value) => typeof value)).toEqual(Array(6).fill('string'));
    expect(context).toMatchObject({ email: '', mfa: 'false' });
  });

  test('without a token a caller passes as nobody', async () => {
    for (const headers of [undefined, {}, { Authorization: '' }]) {
      const { context, principalId } = await decide({ methodArn, ...(headers ? { headers } : {}) });
      expect(principalId).toBe('anonymous');
      expect(context).toEqual({ subject: '', roles: '', email: '', mfa: 'false', expiresAt: '0' });
    }
    expect(asked).toEqual([]);
  });
});

describe('a bad token', () => {
  test.each([
    'Basic dXNlcjpwYXNzd29yZA==',
    'Bearer',
    'Bearer short',
    `Bearer ${token} ${token}`,
    `Bearer ${'x'.repeat(8001)}`,
    `Token ${token}`,
    'Bearer <script>alert(1)</script>aaaaaaaaaaaaaaaaaaaa',
  ])('%s is refused without being looked at', async (Authorization) => {
    await expect(decide({ methodArn, headers: { Authorization } })).rejects.toThrow(/^Unauthorized$/);
    expect(asked).toEqual([]);
  });

  test('is refused also where signing in is optional, and logged by its reason, never by itself', async () => {
    verified = async () => failure('ERR_JWT_EXPIRED');
    await expect(decide({ methodArn, headers: { Authorization: `Bearer ${token}` } })).rejects.toThrow(
      /^Unauthorized$/,
    );
    expect(book.lines).toEqual([{ level: 'info', code: 'sign-in-refused', fields: { reason: 'ERR_JWT_EXPIRED' } }]);
  });
});

test('a provider that cannot be reached is an error of ours: not "Unauthorized", and logged for the alarm', async () => {
  const trouble = new TypeError('fetch failed');
  verified = async () => {
    throw trouble;
  };
  await expect(decide({ methodArn, headers: { Authorization: `Bearer ${token}` } })).rejects.toBe(trouble);
  expect(book.lines).toEqual([{ level: 'error', code: 'sign-in-unavailable', fields: {}, error: trouble }]);
});
