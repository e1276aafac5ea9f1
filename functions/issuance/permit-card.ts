import { cardRoutes } from '../../shared/contract/issuance.ts';
import { digitsOf } from '../../shared/credential/carriers.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import { countryName } from '../../shared/domain/countries/countries.ts';
import type { Language } from '../../shared/domain/text.ts';
import { type Clock, dayIn } from '../../shared/domain/time.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import type { Permit } from '../../shared/records/permit.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Fonts } from '../../shared/typesetting/typeface.ts';
import { findPermit } from '../../shared/view/find-permit.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import type { CardFace } from './card/face.ts';
import { renderPdf } from './card/pdf.ts';
import { renderPng } from './card/png.ts';
import { renderSvg } from './card/svg.ts';

export type CardGiven = {
  table: Table;
  clock: Clock;
  zone: Zone;
  log: Log;
  fonts: () => Fonts;
  wasm: () => Uint8Array;
  /** The bytes of the photo in the version that was judged. */
  photo: (the: Permit['photo']) => Promise<Uint8Array>;
};

/** What stands on the card of a permit. */
export function faceOf(permit: Permit, zone: Zone, photo: Uint8Array, language: Language): CardFace {
  return {
    zone: zone.name,
    authority: permit.authority,
    number: permit.number,
    category: permit.category,
    name: permit.name,
    ...(permit.chineseName ? { chineseName: permit.chineseName } : {}),
    nationality: { code: permit.nationality, name: countryName(permit.nationality) },
    sex: permit.sex,
    employer: permit.employerName,
    post: permit.post,
    // The running period and the one that was granted after it are one stretch of days to whoever looks at the card.
    validFrom: permit.since,
    validTo: permit.validTo,
    issuedOn: dayIn(zone.timeZone, permit.issuedAt),
    photo,
    qrLink: { host: zone.verificationHost, digits: digitsOf(permit.token) },
    rehearsal: zone.rehearsal,
    language,
  };
}

const noCard = {
  suspended: {
    zh: '许可已暂停，暂停期间不提供电子证件',
    en: 'The permit is suspended; there is no card while that lasts',
  },
  revoked: { zh: '许可已撤销', en: 'The permit was revoked' },
  cancelled: {
    zh: '许可已注销，不再提供电子证件；如需注销证明，请在注销申请中下载',
    en: 'The permit was cancelled and has no card any more; the certificate of cancellation lies in that application',
  },
};

/** The card of a permit as picture and page. A suspended, revoked or cancelled permit has none. */
export function permitCard(given: CardGiven): Handles<typeof cardRoutes> {
  const { zone, fonts } = given;
  const card =
    (contentType: string, draw: (face: CardFace) => Promise<string | Uint8Array>) =>
    async (request: {
      parameters: Record<string, string>;
      principal: Principal;
      query: { language?: Language };
      language: Language;
    }): Promise<Result<Reply, Problem>> => {
      const found = await findPermit(given, request.principal, request.parameters.number ?? '');
      if (!found.ok) return found;
      const permit = found.value;
      if (permit.status !== 'valid') return failure(problem('conflict', { detail: noCard[permit.status] }));
      const face = faceOf(permit, zone, await given.photo(permit.photo), request.query.language ?? request.language);
      return success({
        raw: { content: await draw(face), contentType },
        headers: { 'cache-control': 'private, max-age=60' },
      });
    };

  return {
    readCardSvg: card(cardRoutes.readCardSvg.answer.contentType, async (face) => renderSvg(face, fonts())),
    readCardPdf: card(cardRoutes.readCardPdf.answer.contentType, (face) => renderPdf(face, fonts())),
    readCardPng: card(cardRoutes.readCardPng.answer.contentType, (face) =>
      renderPng(renderSvg(face, fonts()), fonts(), given.wasm()),
    ),
  };
}
