import { join } from 'node:path';
import { environment } from '../../shared/environment.ts';
import { pages } from './pages.ts';

const { DOCUMENTS_BUCKET, OIDC_ISSUER, AWS_REGION, URL_SUFFIX, LAMBDA_TASK_ROOT } = environment(
  'DOCUMENTS_BUCKET',
  'OIDC_ISSUER',
  'AWS_REGION',
  'URL_SUFFIX',
  'LAMBDA_TASK_ROOT',
);
const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;

export const handler = pages({
  folder: join(LAMBDA_TASK_ROOT, 'pages'),
  issuer: OIDC_ISSUER,
  documents: endpoint ? new URL(endpoint).origin : `https://${DOCUMENTS_BUCKET}.s3.${AWS_REGION}.${URL_SUFFIX}`,
});
