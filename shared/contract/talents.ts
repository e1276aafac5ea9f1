import * as z from 'zod';
import { isCountryCode } from '../domain/countries/codes.ts';
import { isLanguageCode } from '../domain/languages/codes.ts';
import { isSearchable } from '../domain/talents/post-words.ts';
import { category, day, line, text } from './common.ts';
import { industrySection } from './employer-details.ts';
import { page, pageQuery } from './intake.ts';
import { routes } from './route.ts';

const coded = z.object({ code: z.string(), name: text });

/** A talent in a list: the least that tells whether to look closer. No name, no passport, no date of birth. */
const talentLine = z.object({
  /** The holder's lifetime code. */
  code: z.string(),
  category,
  post: z.string(),
  employer: text.partial({ en: true }),
  industry: coded.optional(),
  nationality: coded,
  languages: z.array(coded),
  /** Last day of the permit. */
  validTo: day,
});

const talentView = z.object({
  ...talentLine.shape,
  name: z.string(),
  chineseName: z.string().optional(),
  /** `suspended` counts as held all the same. */
  status: z.enum(['valid', 'not-yet-valid', 'suspended']),
  /** First day since which the permit has held without a gap. */
  since: day,
});

const searchers = ['supervisor', 'back-officer', 'decider'] as const;

export const talentsRoutes = routes({
  readTalentsNotice: {
    method: 'GET',
    path: '/api/talents/notice',
    summary: 'What the database of talents holds and who sees it; the industries and languages that a form can name',
    access: 'open',
    answer: {
      status: 200,
      schema: z.object({
        notice: text,
        categories: z.array(category),
        searchedBy: z.array(z.string()),
        /** How a holder objects; absent where the zone does not offer it. */
        objection: text.optional(),
        industries: z.array(coded),
        languages: z.array(coded),
        source: z.string(),
        placeholder: z.boolean(),
      }),
    },
  },
  searchTalents: {
    method: 'GET',
    path: '/api/talents',
    summary: 'Search the holders of permits; every search is recorded',
    access: searchers,
    query: z
      .strictObject({
        category: category.optional(),
        industry: industrySection.optional(),
        /** Words of the post: Chinese anywhere in it, others by how a word begins. */
        post: line(80).refine(isSearchable, { error: 'no-word' }).optional(),
        nationality: z.string().refine(isCountryCode, { error: 'country-code' }).optional(),
        language: z.string().refine(isLanguageCode, { error: 'language-code' }).optional(),
        /** Last day of the permit, both included. */
        expiresFrom: day.optional(),
        expiresTo: day.optional(),
        ...pageQuery.shape,
      })
      .refine(({ expiresFrom, expiresTo }) => !expiresFrom || !expiresTo || expiresFrom <= expiresTo, {
        path: ['expiresTo'],
        error: 'before-from',
      }),
    answer: {
      status: 200,
      schema: z.object({
        ...page(talentLine).shape,
        /** Entries that this request went through; a page may be short, or empty, and have more after it. */
        looked: z.int(),
      }),
    },
  },
  readTalent: {
    method: 'GET',
    path: '/api/talents/{code}',
    summary: 'One talent by lifetime code; the reading is recorded',
    access: searchers,
    answer: { status: 200, schema: talentView },
  },
  readTalentObjection: {
    method: 'GET',
    path: '/api/talents/{code}/objection',
    summary: 'Whether the holder of a permit objected to the database of talents',
    access: ['applicant', 'front-officer', 'supervisor'],
    answer: { status: 200, schema: z.object({ objected: z.boolean(), at: z.iso.datetime().optional() }) },
  },
  objectToTalents: {
    method: 'PUT',
    path: '/api/talents/{code}/objection',
    summary: 'Leave the database of talents: by the holder, or by the front office on the holder’s word',
    access: ['applicant', 'front-officer', 'supervisor'],
    answer: { status: 200, schema: z.object({ objected: z.boolean(), at: z.iso.datetime().optional() }) },
  },
  withdrawTalentObjection: {
    method: 'DELETE',
    path: '/api/talents/{code}/objection',
    summary: 'Be listed in the database of talents again',
    access: ['applicant', 'front-officer', 'supervisor'],
    answer: { status: 204 },
  },
});
