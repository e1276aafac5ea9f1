import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

export type Mail = { from: string; to: string[]; source: string };

/**
 * A mail host on loopback that speaks as much SMTP as a client needs, keeps what it is given, and can be told to refuse.
 * `decide` answers a recipient with a refusal such as `550 no such user`; `onData` may answer a whole message.
 */
export async function openMailHost(
  decide: {
    recipient?: (address: string) => string | undefined;
    data?: (mail: Mail) => string | undefined;
    /** Whether a name and a password let somebody in; nobody is asked where it is absent. */
    signIn?: (user: string, password: string) => boolean;
  } = {},
) {
  const mails: Mail[] = [];
  const sockets = new Set<Socket>();
  const rules = { ...decide };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    const say = (line: string) => socket.writable && socket.write(`${line}\r\n`);
    let open: Mail | undefined;
    let body: string[] | undefined;
    say('220 mail.example');
    const lines = createInterface({ input: socket });
    // A client that dies breaks the connection off.
    lines.on('error', () => {});
    lines.on('line', (line) => {
      if (body) {
        if (line !== '.') {
          body.push(line.startsWith('..') ? line.slice(1) : line);
          return;
        }
        const mail = { ...(open ?? { from: '', to: [] }), source: body.join('\n') };
        body = undefined;
        const refusal = rules.data?.(mail);
        if (!refusal) mails.push(mail);
        say(refusal ?? '250 taken');
        return;
      }
      const [, verb = '', address = ''] = /^(\w+)[^<]*<?([^>]*)>?/.exec(line) ?? [];
      if (verb === 'MAIL') open = { from: address, to: [], source: '' };
      if (verb === 'RCPT') {
        const refusal = rules.recipient?.(address);
        if (!refusal) open?.to.push(address);
        say(refusal ?? '250 ok');
      } else if (verb === 'AUTH') {
        const [, user = '', password = ''] = Buffer.from(line.split(' ')[2] ?? '', 'base64')
          .toString()
          .split('\0');
        say(rules.signIn?.(user, password) ? '235 welcome' : '535 who are you');
      } else if (verb === 'DATA') {
        body = [];
        say('354 go on');
      } else if (verb === 'QUIT') {
        say('221 bye');
        socket.end();
      } else if (verb === 'EHLO' && rules.signIn) say('250-mail.example\r\n250 AUTH PLAIN');
      else say('250 ok');
    });
  });

  let port = 0;
  const open = async () => {
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address === 'object' && address) port = address.port;
  };
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  await open();

  return {
    mails,
    rules,
    /** The part of a zone's channels that leads here. */
    channel: () => ({ host: '127.0.0.1', port, security: 'none', from: 'notice@zone.example' }) as const,
    /** Nobody answers any more, until `open`. */
    close,
    open,
  };
}

/** A header of a message, its folded lines joined and its encoded words decoded. */
export function headerOf({ source }: Mail, name: string): string {
  const [head = ''] = source.split('\n\n');
  const line = head
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')
    .find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  const value = line?.slice(name.length + 1).trim() ?? '';
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_whole, how: string, text: string) =>
      how.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString() : quoted(text.replaceAll('_', ' ')),
    );
}

const quoted = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_whole, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();

/** The parts of a message by their type, decoded. */
export function partsOf({ source }: Mail): Record<string, string> {
  const boundary = /boundary="?([^";\n]+)/.exec(source)?.[1] ?? '';
  return Object.fromEntries(
    source.split(`--${boundary}`).flatMap((part) => {
      const [head = '', ...rest] = part.replace(/^\n/, '').split('\n\n');
      const type = /content-type: ([\w/]+)/i.exec(head)?.[1];
      if (!type || type.startsWith('multipart')) return [];
      const content = rest.join('\n\n');
      const base64 = /encoding: base64/i.test(head);
      const text = base64 ? Buffer.from(content, 'base64').toString() : quoted(content);
      return [[type, text.trim()]];
    }),
  );
}
