import type { Log } from '../../shared/log/log.ts';

/** One application that cannot be looked after keeps nobody else waiting; the next round tries it again. */
export async function tried(
  { log }: { log: Log },
  applicationId: string,
  work: () => Promise<boolean>,
): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    log.error('sweep-failed', error, { applicationId });
    return false;
  }
}
