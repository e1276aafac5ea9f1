/**
 * Where a person goes on after signing in: the page within these pages that they left, or the first one.
 * @param to what was remembered of that page, beginning with a slash; anything else leads to the first page
 * @param base the address under which the pages lie, with its last slash
 */
export function wayBack(to: unknown, base: string): string {
  if (typeof to !== 'string' || !to.startsWith('/')) return base;
  // `./` keeps `//host`, `/https://host` and `/\host` what they are here: odd paths of our own.
  const path = `./${to.slice(1).replace(/^[\\/]+/, '')}`;
  if (!URL.canParse(path, base)) return base;
  const { href } = new URL(path, base);
  return href.startsWith(base) ? href : base;
}

/**
 * Whether an address is the provider's answer to somebody who went to sign in. It comes to the first page alone: a
 * filter of another page may be called `state` as well.
 */
export function isReturn(address: string, base: string): boolean {
  const { origin, pathname, searchParams: query } = new URL(address);
  const first = new URL('.', base);
  return (
    origin === first.origin &&
    pathname === first.pathname &&
    query.has('state') &&
    (query.has('code') || query.has('error'))
  );
}
