export type Elements = { [name: string]: string | number | boolean | undefined | Elements | Elements[] };

/** An XML document of S3 with one root element. A member that is undefined is left out, an array repeats its element. */
export const document = (root: string, content: Elements): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${elements(content)}</${root}>`;

/** An error document; these carry no namespace. */
export const errorDocument = (content: Elements): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${elements(content)}</Error>`;

const elements = (content: Elements): string =>
  Object.entries(content)
    .flatMap(([name, value]) => (Array.isArray(value) ? value.map((one) => element(name, one)) : element(name, value)))
    .join('');

const element = (name: string, value: Elements[string]): string =>
  value === undefined
    ? ''
    : `<${name}>${typeof value === 'object' && !Array.isArray(value) ? elements(value) : escaped(String(value))}</${name}>`;

const entities: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', '\r': '&#13;' };

/** Control characters have no place in XML 1.0, not even escaped; all but these are let through. */
const escaped = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, (sign) => (sign < ' ' && !'\t\n\r'.includes(sign) ? '\ufffd' : sign))
    .replace(/[<>&"\r]/g, (sign) => entities[sign] ?? sign);
