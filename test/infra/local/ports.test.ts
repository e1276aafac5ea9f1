import { createServer } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { listen, PortTaken, rememberPorts } from '../../../infra/local/ports.ts';

const close = (server: ReturnType<typeof createServer>) => new Promise((resolve) => server.close(resolve));

describe('a port', () => {
  it('that is taken is named in what is said', async () => {
    const first = createServer();
    const port = await listen(first, 0);
    await expect(listen(createServer(), port)).rejects.toThrow(PortTaken);
    await expect(listen(createServer(), port)).rejects.toThrow(`port ${port} is taken`);
    await close(first);
  });

  it('is the same one after a restart, unless something else has it', async () => {
    const database = new DatabaseSync(':memory:');
    const port = await rememberPorts(database).choose('store');
    expect(await rememberPorts(database).choose('store')).toBe(port);
    const squatter = createServer();
    await listen(squatter, port);
    const other = await rememberPorts(database).choose('store');
    expect(other).not.toBe(port);
    await close(squatter);
    expect(rememberPorts(database).find('store')).toBe(other);
  });
});
