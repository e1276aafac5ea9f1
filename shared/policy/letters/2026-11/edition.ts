import type { LetterEdition } from '../../../domain/letters/template.ts';
import { beforeDecision } from './before-decision.ts';
import { certificates } from './certificates.ts';
import { decisions } from './decisions.ts';
import { phrases } from './phrases.ts';

export const edition202611: LetterEdition = {
  id: '2026-11',
  phrases,
  templates: { ...beforeDecision, ...decisions, ...certificates },
};
