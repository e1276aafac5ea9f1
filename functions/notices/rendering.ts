import type { Language, Text } from '../../shared/domain/text.ts';
import { linkOf, type Notice } from '../../shared/notices/notice.ts';
import type { Zone } from '../../shared/zone/zone.ts';

/** A notice as it goes out: one line, plain text, and the same as a page of HTML. */
export type Message = { subject: string; text: string; html: string; short: string; link?: string };

type Told = Pick<Notice, 'subject' | 'text' | 'language' | 'link' | 'about'>;
type From = Pick<Zone, 'authority' | 'verificationHost' | 'rehearsal'> & { contact: Pick<Zone['contact'], 'phone'> };

/** A line that ends no header and hides nothing: what a mail host or a reader could take for more becomes a space. */
export const oneLine = (value: string): string => value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/** Several lines without control and directional characters. */
const lines = (value: string): string => value.replace(/[^\P{C}\n]/gu, '');

const escaped = (value: string): string =>
  value.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`).replaceAll('\n', '<br>');

const rehearsal: Text = { zh: '【演练】', en: '[Rehearsal] ' };
const noReply = (phone: string): Text => ({
  zh: `本消息由系统自动发出，请勿直接回复。如有疑问，请致电 ${phone}。`,
  en: `This message was sent by the system; please do not reply to it. For questions call ${phone}.`,
});

/** Words of a notice for the recipient: in their language where it is known, in both, Chinese first, otherwise. */
export function rendered(notice: Told, zone: From): Message {
  const spoken: readonly Language[] = notice.language ? [notice.language] : ['zh', 'en'];
  const path = linkOf(notice);
  const link = path === undefined ? undefined : `https://${zone.verificationHost}${encodeURI(path)}`;
  const mark = (language: Language) => (zone.rehearsal ? rehearsal[language] : '');
  const subject = spoken.map((language) => oneLine(mark(language) + notice.subject[language])).join(' / ');
  const parts = spoken.map((language) => ({
    language,
    text: lines(notice.text[language]),
    authority: oneLine(zone.authority[language]),
    end: noReply(zone.contact.phone)[language],
  }));
  return {
    subject,
    text: parts
      .map(({ text, authority, end }) => [text, ...(link ? [link] : []), authority, end].join('\n\n'))
      .join('\n\n----\n\n'),
    html: [
      '<!doctype html><html><head><meta charset="utf-8"></head><body>',
      ...parts.map(({ language, text, authority, end }) =>
        [
          `<div lang="${language === 'zh' ? 'zh-CN' : 'en'}"><p>${escaped(text)}</p>`,
          ...(link ? [`<p><a href="${escaped(link)}">${escaped(link)}</a></p>`] : []),
          `<p>${escaped(authority)}</p><p><small>${escaped(end)}</small></p></div>`,
        ].join(''),
      ),
      '</body></html>',
    ]
      .join('<hr>')
      .replace('<body><hr>', '<body>')
      .replace('<hr></body>', '</body>'),
    short: spoken.map((language) => oneLine(mark(language) + notice.text[language])).join(' '),
    ...(link ? { link } : {}),
  };
}
