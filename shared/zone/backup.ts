import * as z from 'zod';
import { sourced } from './figures.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day in the zone, HH:MM');
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region such as cn-northwest-1');

/** How the records are backed up besides the table's own recovery to any second of the last 35 days. */
export const backupSection = z.strictObject({
  /** With these the documents can be brought back to any second, which AWS Backup does for 35 days at most. */
  daily: z.strictObject({ at: timeOfDay, keptDays: z.int().min(7).max(35) }),
  monthly: z.strictObject({
    dayOfMonth: z.int().min(1).max(28),
    at: timeOfDay,
    keptDays: z.int().min(36).max(36_500),
  }),
  /**
   * `governance`: nobody deletes a backup before its time unless rights were given for just that. There is no
   * `compliance`: it binds the authority itself, which then could not erase what the law wants erased.
   */
  lock: z.enum(['governance', 'none']),
  /** A second region that holds a copy of every backup. */
  copyTo: region.optional(),
  ...sourced,
});

export type BackupSection = z.output<typeof backupSection>;

/**
 * The table on which the zone works, where it is a restored one: `npm run restore-drill -- --ready` prints both. The first
 * table stays where it is; see docs/restore.md.
 */
export const restoredSection = z.strictObject({
  table: z.string().regex(/^[a-zA-Z0-9_.-]{3,255}$/, 'must be the name of a table'),
  /** What stands after the last slash of the ARN of its change feed, such as 2026-11-22T08:00:00.000. */
  streamLabel: z.string().regex(/^[\w:.-]+$/, 'must be the label of a change feed, without the rest of its ARN'),
});

export type RestoredSection = z.output<typeof restoredSection>;

const partitionOf = (name: string): string => {
  if (name.startsWith('cn-')) return 'aws-cn';
  const [, special] = /^us-(gov|iso[a-z]?)-/.exec(name) ?? [];
  return special ? `aws-us-${special}` : 'aws';
};

/**
 * Why backups of a zone must not be copied to a region; undefined where they may. In China AWS Backup copies between
 * Beijing and Ningxia only, and what state organs hold stays in the mainland (PIPL art. 36-37); nothing is copied from
 * one partition of AWS to another.
 */
export function copyProblem(from: string, to: string): string | undefined {
  if (from === to) return `${to} is the zone's own region; a copy lies in another one`;
  const [here, there] = [partitionOf(from), partitionOf(to)];
  if (here === 'aws-cn' && !['cn-north-1', 'cn-northwest-1'].includes(to)) {
    return `from ${from} backups may go to ${from === 'cn-north-1' ? 'cn-northwest-1' : 'cn-north-1'} alone: personal information stays in the mainland (PIPL art. 36), and ${to} is not one of its two regions`;
  }
  if (here !== there) return `${to} belongs to another partition of AWS than ${from}; nothing is copied between them`;
  return undefined;
}
