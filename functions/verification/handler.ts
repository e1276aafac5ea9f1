import { systemClock as clock } from '../../shared/clock.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { openLog } from '../../shared/log/log.ts';
import { openDynamoDb } from './dynamodb.ts';
import { verificationEndpoint } from './endpoint.ts';
import { openKeySet } from './key-set.ts';
import { openRecords } from './records.ts';
import { endpointsOf, linkMaker, signedFetch } from './signed-fetch.ts';
import { verifyPermit } from './verification.ts';

const { TABLE_NAME, DOCUMENTS_BUCKET, URL_SUFFIX, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = environment(
  'TABLE_NAME',
  'DOCUMENTS_BUCKET',
  'URL_SUFFIX',
  'AWS_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
);
const credentials = {
  accessKeyId: AWS_ACCESS_KEY_ID,
  secretAccessKey: AWS_SECRET_ACCESS_KEY,
  ...(process.env.AWS_SESSION_TOKEN ? { sessionToken: process.env.AWS_SESSION_TOKEN } : {}),
};
const endpoints = endpointsOf(process.env, AWS_REGION, URL_SUFFIX);
const log = openLog('verification', clock);
const zone = deployedZone();
const dynamodb = openDynamoDb(signedFetch(credentials, AWS_REGION, clock), endpoints.dynamodb, TABLE_NAME);
const records = openRecords(dynamodb, zone, clock);
const dependencies = {
  zone,
  keys: openKeySet(records.publicKeys, clock),
  records,
  photoLink: linkMaker(credentials, AWS_REGION, clock, endpoints.bucket(DOCUMENTS_BUCKET)),
  clock,
  log,
};

export const handler = verificationEndpoint((request) => verifyPermit(request, dependencies), { clock, log });
