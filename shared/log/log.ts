import { systemClock } from '../clock.ts';
import { instantOf } from '../domain/time.ts';
import { embeddedMetrics } from './counted.ts';

/**
 * Every line that a function may log, by code. Fields are ids, counts and codes; never a name, a passport number,
 * a document, a token or a whole event.
 */
export const logCodes = {
  'request-started': 'A request reached the function',
  'request-completed': 'A request was answered',
  'request-refused': 'A request was answered with an expected problem',
  'request-failed': 'A request failed unexpectedly',
  'sign-in-refused': 'A token was refused by the authorizer',
  'officer-elsewhere': 'Roles of the office did not count, for the request came from outside its addresses',
  'sign-in-unavailable': 'The identity provider could not be reached',
  'effect-delivered': 'An outbox effect was delivered',
  'effect-postponed': 'An outbox effect could not be delivered and stays for the sweeper',
  'effect-parked': 'An outbox effect failed too often and waits for a person',
  'dismissal-missed': 'An execution with nothing left to watch could not be told; it ends by itself',
  'workflow-waiting': 'A state machine waits for an officer',
  'workflow-restarted': 'A lost execution was started again from its application',
  'application-escalated': 'An application passed its due time',
  'decided-by-law': 'An application was accepted or an extension granted because nothing was said or decided in time',
  'deemed-grant-blocked': 'The law would grant an extension, but its permit or its papers leave no day for it',
  'reply-period-ended': 'The time to reply to an intended refusal ended without a reply',
  'calendar-unpublished': 'A due date crosses a year whose official calendar is not published',
  'policy-draft-changed': 'A draft of a policy was written, rehearsed, approved, published or withdrawn',
  'quota-decided': 'The size of a quota was decided',
  'permit-issued': 'A permit was signed and issued',
  'merchant-card-changed': 'A merchant card was issued or changed',
  'partner-changed': 'A partner or one of its keys was changed',
  'application-completed': 'What an application asked for has taken effect without a permit',
  'effect-blocked': 'What was approved could not be carried out; the case is back with the deciders',
  'certificate-changed': 'An old certificate of the register was corrected or revoked',
  'import-started': 'An uploaded file is to be checked and imported',
  'import-refused': 'A file was not imported, because something is wrong with it',
  'import-completed': 'A file was imported, and what it brought counts',
  'import-cancelled': 'An import was given up by an officer',
  'import-failed': 'An import could not be worked on and is tried again in the next round',
  'status-list-published': 'A status list was signed',
  'tokens-reissued': 'A round of permits and cards was signed anew, because the key of their tokens was withdrawn',
  'signing-key-overdue':
    'The key that signs is older than the zone lets a key become, and another one should follow it',
  'summary-skipped': 'An event of an application that was erased is not counted',
  'bulletin-published': 'An edition of a monthly bulletin was published',
  'common-returns-refreshed': 'What goes wrong most was computed anew for the service guide',
  'sample-drawn': 'Closed cases were drawn for a second look',
  'credit-changed': 'Something was put on record about credit, or decided about it',
  'credit-counted': 'The credit of an application was counted as of its submission',
  'office-changed': 'The delegation or the staff register was changed',
  'help-changed': 'A request for help was made or changed',
  'visit-changed': 'A visit was booked, moved, cancelled or carried out',
  'personal-data-exported': 'Everything held on a person was handed out, and the reading recorded',
  'data-request-changed': 'A request about personal data was made, proposed, sent back or decided',
  'erasure-carried-out': 'Something was erased as two officers ordered',
  'erasure-failed': 'Something that was to be erased could not be, and waits for the next run',
  'sensitive-read': 'A sensitive value was read and the reading recorded',
  'reminder-failed': 'A holder could not be reminded; the day is gone through again in the next round',
  'reminders-given': 'The reminders of a day were given',
  'notice-failed': 'A notice could not be delivered some way and is tried again',
  'notice-given-up': 'A notice could not be delivered some way and waits for a person',
  'notice-not-noted': 'How the delivery of a notice went could not be noted; it may go out a second time',
  'change-not-followed': 'A change of an item could not be followed and is handed over again',
  'sweep-failed': 'The sweeper could not look after an application and tries again in its next round',
  'sweep-completed': 'The sweeper finished a round',
  'signing-failed': 'The signing key did not sign',
  'stage-counted': 'The applications in a stage were counted',
  'quota-counted': 'The places left in a quota were counted',
  'figures-taken': 'What is late, due and undelivered was counted',
  'probe-passed': 'The public verification was tried from outside and is in order',
  'probe-failed': 'The public verification was tried from outside and is not in order',
} as const;

export type LogCode = keyof typeof logCodes;
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** What a handler logs with; tests pass a list to assert on. */
export type Log = {
  info: (code: LogCode, fields?: LogFields) => void;
  warn: (code: LogCode, fields?: LogFields) => void;
  error: (code: LogCode, error: unknown, fields?: LogFields) => void;
};

const placesIn = (stack: string) => stack.split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));

/** Only the kind and place of an error: its message, of one line or many, may quote what a person entered. */
const traceOf = (error: unknown) =>
  error instanceof Error
    ? {
        errorName: error.name,
        errorAt: placesIn((error.stack ?? '').replace(error.message, ''))
          .slice(0, 5)
          .join('\n'),
      }
    : { errorName: typeof error };

/**
 * Past `console`: with JSON logs the runtime of Lambda wraps whatever goes through it into a line of its own, in which ours
 * would be a quoted string that no filter and no metric sees through.
 */
const toStandardOutput = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** The structured log of a function, one JSON line each, with the figures that CloudWatch takes from some of them. */
export function openLog(service: string, clock = systemClock, write: (line: string) => void = toStandardOutput): Log {
  const namespace = process.env.METRICS_NAMESPACE ?? 'Greenpath';
  const line = (level: string, message: LogCode, fields: LogFields = {}) => {
    const now = clock.now();
    const metrics = embeddedMetrics(message, namespace, now);
    write(JSON.stringify({ level, message, timestamp: instantOf(now), service, ...fields, ...metrics }));
  };
  return {
    info: (code, fields) => line('INFO', code, fields),
    warn: (code, fields) => line('WARN', code, fields),
    error: (code, error, fields) => line('ERROR', code, { ...traceOf(error), ...fields }),
  };
}
