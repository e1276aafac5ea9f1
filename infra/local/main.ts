import { enableCompileCache } from 'node:module';

// Functions run in UTC, as they do on Lambda.
process.env.TZ = 'UTC';
// Before anything else is loaded: what was compiled at an earlier start is taken as it is.
enableCompileCache();

const { main } = await import('./start.ts');
await main();
