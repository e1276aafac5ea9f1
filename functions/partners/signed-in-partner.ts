import type { Text } from '../../shared/domain/text.ts';
import type { Clock } from '../../shared/domain/time.ts';
import type { PartnerSender } from '../../shared/http/function.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import {
  isSignedBy,
  readSignature,
  type SignatureFault,
  type SignedRequest,
} from '../../shared/http/signed-request.ts';
import { signatureMark } from '../../shared/records/partner.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { KnownPartners } from './known-partners.ts';

type Refusal = SignatureFault | 'key-unknown' | 'key-revoked' | 'signature-wrong' | 'clock-skew';

const words: Record<Refusal, Text> = {
  'signature-missing': {
    zh: '请求须带 Signature-Input 和 Signature 头（RFC 9421）',
    en: 'the request needs the headers Signature-Input and Signature (RFC 9421)',
  },
  'signature-malformed': {
    zh: '签名须覆盖 "@method" "@path" "content-digest"，并带 created、nonce（16 至 64 位）和 keyid',
    en: 'the signature must cover "@method" "@path" "content-digest" and carry created, a nonce of 16 to 64 characters and keyid',
  },
  'digest-missing': {
    zh: '请求须带 Content-Digest 头（sha-256，RFC 9530）',
    en: 'the request needs the header Content-Digest with sha-256 (RFC 9530)',
  },
  'digest-mismatch': {
    zh: '请求内容与 Content-Digest 不符，可能在传送中被改动',
    en: 'the body is not the one that Content-Digest names; it was changed on its way',
  },
  'key-unknown': { zh: 'keyid 不是本区登记的密钥', en: 'keyid names no key that this zone knows' },
  'key-revoked': { zh: '该密钥已撤销', en: 'this key was revoked' },
  'signature-wrong': {
    zh: '签名与请求不符：请核对方法、路径、内容摘要和签名参数',
    en: 'the signature does not belong to this request: check method, path, digest and signature parameters',
  },
  'clock-skew': {
    zh: 'created 与本区时间相差过大，请校准时钟',
    en: 'created is too far from the time here; set your clock',
  },
};

const refused = (code: Refusal): Result<never, Problem> =>
  failure(problem('signature-refused', { problems: [{ path: 'header.signature', code, text: words[code] }] }));

/** A sender of a signed request, with what is known of the partner. */
export type KnownSender = PartnerSender & { known: NonNullable<Awaited<ReturnType<KnownPartners>>> };

/**
 * Finds out which partner signed a request; nothing is written and nothing counted yet. Whether a key was revoked is told
 * only to who can sign with it.
 * @param given.seconds by which the partner's clock may differ from ours
 */
export const signedInPartner =
  (given: { known: KnownPartners; clock: Clock; seconds: number }) =>
  async (request: SignedRequest): Promise<Result<KnownSender, Problem>> => {
    const input = readSignature(request);
    if (!input.ok) return refused(input.error);
    const { keyid, created, expires, nonce, alg, base, signature } = input.value;
    const [, partnerId = '', keyId = ''] = /^([0-9a-z]{24})\.([\w-]{22})$/.exec(keyid) ?? [];
    const known = partnerId ? await given.known(partnerId) : undefined;
    const key = known?.keys.get(keyId);
    if (!known || !key) return refused('key-unknown');
    if (alg !== undefined && alg !== key.algorithm) return refused('signature-wrong');
    if (!isSignedBy(key.key, key.algorithm, base, signature)) return refused('signature-wrong');
    if (key.revoked) return refused('key-revoked');
    const now = given.clock.now() / 1000;
    if (Math.abs(now - created) > given.seconds || (expires !== undefined && now > expires)) {
      return refused('clock-skew');
    }
    return success({ id: partnerId, known, created, mark: signatureMark(keyid, created, nonce) });
  };
