import * as z from 'zod';
import { approvalRoutes } from './approval.ts';
import { routes } from './route.ts';

const {
  decidePreliminaryReview: { body: preliminaryReview },
  conclude: { body: conclusion },
} = approvalRoutes;

/** What a letter looks like before the decision that it would tell. */
export const letterPreviewRoutes = routes({
  previewLetter: {
    method: 'POST',
    path: '/api/applications/{id}/letters/preview',
    summary:
      'The letter that a decision would bring, marked as a preview, without number and seal; the body is that of the decision, and nothing is kept or changed. A return in review is previewed like one in preliminary review',
    access: ['front-officer', 'back-officer', 'decider', 'supervisor'],
    query: z.strictObject({ language: z.enum(['zh', 'en']).optional() }),
    body: z.discriminatedUnion('decision', [...preliminaryReview.options, ...conclusion.options]),
    answer: { status: 200, contentType: 'application/pdf' },
  },
});
