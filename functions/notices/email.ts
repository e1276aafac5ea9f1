import { createTransport } from 'nodemailer';
import { comparableEmail } from '../../shared/domain/person/email.ts';
import type { EmailChannel } from '../../shared/zone/notices.ts';
import type { Channel, ReadSecret, Sent } from './channels.ts';

const connectMilliseconds = 5000;
const answerMilliseconds = 10_000;

type MailError = { code?: string; responseCode?: number; command?: string };

/** What a mail host that refuses means for this message and for the next one. */
function refusalOf(error: unknown): Sent {
  const { code, responseCode, command } = error as MailError;
  if (code === 'EAUTH') return { sent: false, reason: 'sign-in-refused', away: true };
  if (responseCode !== undefined && responseCode >= 500) {
    return { sent: false, reason: command === 'RCPT TO' ? 'address-refused' : 'message-refused', final: true };
  }
  if (responseCode !== undefined && responseCode >= 400) return { sent: false, reason: 'busy' };
  if (code === 'EENVELOPE') return { sent: false, reason: 'address-refused', final: true };
  return { sent: false, reason: 'unreachable', away: true };
}

/** Sends over SMTP, one connection for all messages of an invocation. */
export function emailChannel(
  channel: EmailChannel,
  sender: { name: string },
  readSecret: ReadSecret,
): Channel & { close: () => void } {
  const { host, port, security, from, replyTo, secret, kinds } = channel;
  let transport: ReturnType<typeof open> | undefined;

  const open = (signIn: Readonly<Record<string, string>> | undefined) =>
    createTransport({
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      ...(signIn ? { auth: { user: signIn.user ?? '', pass: signIn.password ?? '' } } : {}),
      pool: true,
      maxConnections: 1,
      connectionTimeout: connectMilliseconds,
      greetingTimeout: connectMilliseconds,
      socketTimeout: answerMilliseconds,
      dnsTimeout: connectMilliseconds,
      disableFileAccess: true,
      disableUrlAccess: true,
    });

  return {
    ...(kinds ? { kinds } : {}),
    addressOf: ({ email }) => comparableEmail(email),
    async send({ subject, text, html }, { address, id }) {
      try {
        transport ??= open(secret === undefined ? undefined : await readSecret(secret));
      } catch {
        return { sent: false, reason: 'not-configured', away: true };
      }
      try {
        await transport.sendMail({
          from: { name: sender.name, address: from },
          // As an object it is one address, whatever commas and brackets are in it.
          to: { name: '', address },
          ...(replyTo ? { replyTo } : {}),
          subject,
          text,
          html,
          // A mail program shows a repetition once; and nobody's absence note comes back.
          messageId: `<${id}@${from.split('@')[1]}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
        return { sent: true };
      } catch (error) {
        return refusalOf(error);
      }
    },
    close() {
      transport?.close();
      transport = undefined;
    },
  };
}
