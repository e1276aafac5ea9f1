import type { ApplicationEvent } from '../application/events.ts';

/** What an event keeps when its case was erased: nothing of a person, everything by which stages and clocks are followed. */
const keptOfEvent = [
  'application',
  'procedure',
  'permitNumber',
  'category',
  'quota',
  'clock',
  'validFrom',
  'validTo',
  'until',
  'respondBy',
] as const;

/** An event of an erased case: its content is gone, its place in the chain and its hash stay. */
export type ErasedEvent = ApplicationEvent & { erased: true };

/** Takes everything about a person out of an event. Officers stay by their accounts, for what the law wants of two of them. */
export function reducedEvent({ sequence, at, type, by, data, previous, hash }: ApplicationEvent): ErasedEvent {
  const kept = Object.fromEntries(
    keptOfEvent.flatMap((name) => (data?.[name] === undefined ? [] : [[name, data[name]]])),
  );
  const officer = by.party === 'authority' && by.subject ? { subject: by.subject } : {};
  return { sequence, at, type, by: { party: by.party, ...officer }, data: kept, previous, hash, erased: true };
}
