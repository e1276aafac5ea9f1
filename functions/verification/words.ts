import type { Text } from '../../shared/domain/text.ts';
import type { Day } from '../../shared/domain/time.ts';

/** What a verification can say, in words for someone at a counter. */
export type Statement =
  | 'unreadable'
  | 'forged'
  | 'key-withdrawn'
  | 'revoked'
  | 'cancelled'
  | 'suspended'
  | 'superseded'
  | 'expired'
  | 'not-yet-valid'
  | 'valid'
  | 'unknown';

const statements: Record<Statement, (validFrom: Day, validTo: Day) => Text> = {
  unreadable: () => ({
    zh: '这不是本区工作许可的二维码，或未能完整读取。请重新扫描；若仍无法识别，请勿据此认定许可有效。',
    en: 'This is not the code of a work permit of this zone, or it was not read completely. Scan it again; if that does not help, do not rely on it.',
  }),
  forged: () => ({
    zh: '此二维码并非本区签发，或内容已被改动，请勿据此认定许可有效。持证人如有疑问，请联系发证机关核实。',
    en: 'This code was not issued by this zone, or it has been altered. Do not rely on it. A holder who doubts this can ask the issuing authority.',
  }),
  'key-withdrawn': () => ({
    zh: '此二维码所用的签发密钥已停用，仅凭此码不能认定许可有效，但这不表示持证人有过错。请持证人在网上打开许可，出示重新签发的二维码；或凭许可编号向发证机关核实。',
    en: 'This code was made with a signing key that the zone has withdrawn, so it proves nothing by itself. That says nothing against the holder: ask for the code that was issued anew, which the permit shows online, or ask the issuing authority by the number of the permit.',
  }),
  revoked: () => ({
    zh: '该许可已被撤销，不再有效。',
    en: 'This permit has been revoked and is no longer valid.',
  }),
  cancelled: () => ({
    zh: '该许可已注销，不再有效。注销是许可终止的通常方式，不表示持证人有过错。',
    en: 'This permit was cancelled and is no longer valid. That is how a permit usually ends; it says nothing against the holder.',
  }),
  suspended: () => ({
    zh: '该许可目前已暂停，恢复之前不具效力。详情请向发证机关查询。',
    en: 'This permit is suspended at present and has no effect until it is reinstated. The issuing authority can tell more.',
  }),
  superseded: () => ({
    zh: '此二维码已由新的二维码取代。以下为现行许可的信息，请持证人出示新的二维码。',
    en: 'This code has been replaced by a newer one. What follows is the present permit; ask the holder for its new code.',
  }),
  expired: (_, validTo) => ({
    zh: `该许可已到期，最后有效日为 ${validTo}。`,
    en: `This permit has expired; its last day was ${validTo}.`,
  }),
  'not-yet-valid': (validFrom) => ({
    zh: `该许可尚未生效，自 ${validFrom} 起有效。`,
    en: `This permit is not valid yet; it begins on ${validFrom}.`,
  }),
  valid: (_, validTo) => ({
    zh: `该许可有效，有效期至 ${validTo}。请核对姓名和照片是否与本人一致。`,
    en: `This permit is valid until ${validTo}. Check that name and photo match the person.`,
  }),
  unknown: () => ({
    zh: '此二维码的签名属实，但系统中查不到该许可，因此无法判断其是否有效。请联系发证机关核实。',
    en: 'The signature of this code is genuine, but no such permit is on record, so its validity cannot be told. Ask the issuing authority.',
  }),
};

/**
 * The words for a verdict in both languages.
 * @param rehearsal the zone only rehearses: whatever it issues is a sample and says so
 */
export function statementOf(statement: Statement, given: { validFrom?: Day; validTo?: Day; rehearsal: boolean }): Text {
  const { zh, en } = statements[statement](given.validFrom ?? '', given.validTo ?? '');
  return given.rehearsal
    ? { zh: `【演练样本，不具法律效力】${zh}`, en: `[Sample from a rehearsal, without legal effect] ${en}` }
    : { zh, en };
}
