import { readFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { Zone } from '../../shared/zone/zone.ts';
import { openWatch } from './alarms/watch.ts';
import { createAwsEndpoint } from './aws-endpoint.ts';
import { installZoneDate, openClock, type ZoneClock } from './clock.ts';
import { knowsDynamoDbOperation, openDynamoDb } from './dynamodb/dynamodb.ts';
import { openFeeds, readFeedMappings } from './feeds.ts';
import { type FunctionDefinition, FunctionError, hostFunctions, runtimeVariables } from './functions.ts';
import { readApi } from './gateway/api.ts';
import { createGateway } from './gateway/gateway.ts';
import type { JsonObject } from './json.ts';
import { knowsKmsOperation, openKms } from './kms/kms.ts';
import { openLocalRoutes } from './local-routes.ts';
import type { Log } from './log.ts';
import { loopback, rememberPorts } from './ports.ts';
import { createS3 } from './s3/s3.ts';
import { openSchedules, readSchedules } from './schedules.ts';
import { issuerOf } from './sign-in/issuer.ts';
import type { SignIn } from './sign-in/provider.ts';
import { stateOperations } from './states/operations.ts';
import { openStates } from './states/states.ts';
import type { Deployment, Resource } from './template.ts';

export type RunningZone = {
  zone: Zone;
  handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** Takes up what was going on when the zone stopped; tells how many executions. */
  resume: () => number;
  /** Loads what has not been needed yet: the identity provider and the functions. */
  warm: () => Promise<void>;
  /** Lets what is under way finish, for some seconds at most, and closes everything. */
  close: () => Promise<void>;
};

/** Whoever can reach loopback may use them; the object store checks signatures made with them. */
const credentials = { accessKeyId: 'one-machine-zone', secretAccessKey: 'not-a-secret' };
const aMinute = 60_000;
const patience = 5000;

/**
 * Opens a zone on this machine: everything that its templates deploy and that this machine can run, with its data in
 * `directory`. `origin` is the zone's own address; `handle` answers the requests that arrive there. From then on `Date`
 * tells the zone's time in this process.
 *
 * Five things differ from a deployment, all of them addresses: the SDKs are led to this machine, the issuer of tokens
 * is the provider built in, the public verification is tried at this origin, browsers may send documents from this origin, and notices go out on the channels in
 * `noticeChannels` (JSON as the function is configured) instead of the zone's own. Pages of `pagesOrigin` may sign in
 * and upload too.
 */
export async function openZone(options: {
  deployment: Deployment;
  origin: string;
  directory: string;
  log: Log;
  noticeChannels?: string;
  pagesOrigin?: string;
}): Promise<RunningZone> {
  const { deployment, origin, directory, log, noticeChannels = '{}', pagesOrigin } = options;
  const failed = (error: unknown) => {
    const from = error instanceof FunctionError && error.functionName ? error.functionName : 'zone';
    log({ from, line: describeError(error), error: true });
  };
  const database = openDatabase(join(directory, 'zone.sqlite'));
  const stateDatabase = openDatabase(join(directory, 'states.sqlite'));
  const functionResources = deployment.of('AWS::Lambda::Function');
  const zone = readZone(functionResources);

  const clock = openClock({ database, settled: () => settled(), failed });
  const restoreDate = installZoneDate(clock);
  const ports = rememberPorts(database);
  const endpointPort = await ports.choose('endpoint');
  const storePort = await ports.choose('store');

  // Loading the provider takes a quarter of the whole start, and nobody needs it to see that the zone answers.
  let provider: Promise<SignIn> | undefined;
  const signIn = () => {
    provider ??= import('./sign-in/provider.ts').then(({ openSignIn }) =>
      openSignIn({ origin, settings: zone.signIn, database, pagesOrigin }),
    );
    return provider;
  };

  const tables = await openDynamoDb({
    directory: join(directory, 'tables'),
    clock,
    tables: deployment.of('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'),
  });
  const store = createS3({
    directory: join(directory, 'documents'),
    database,
    clock,
    buckets: deployment
      .of('AWS::S3::Bucket')
      .map((bucket) => bucketOf(bucket, pagesOrigin ? [origin, pagesOrigin] : [origin])),
    secrets: { [credentials.accessKeyId]: credentials.secretAccessKey },
  });
  const kms = openKms({ database, keys: keysOf(deployment) });

  const watch = openWatch(
    deployment.of('AWS::CloudWatch::Alarm').map(({ properties }) => properties),
    clock,
  );
  const hosted = hostFunctions(
    functionResources.map((resource) => {
      const definition = functionOf(resource);
      const runtime = runtimeVariables({
        ...definition,
        region: deployment.region,
        endpoint: `http://${loopback}:${endpointPort}`,
        storeEndpoint: `http://${loopback}:${storePort}`,
        credentials,
      });
      const environment: Record<string, string> = { ...definition.environment, ...runtime };
      if ('OIDC_ISSUER' in environment) environment.OIDC_ISSUER = issuerOf(origin);
      if ('NOTICE_CHANNELS' in environment) environment.NOTICE_CHANNELS = noticeChannels;
      if ('PROBE_ADDRESS' in environment) environment.PROBE_ADDRESS = origin;
      return { ...definition, environment };
    }),
    {
      log: (entry) => {
        watch.hear(entry.line);
        log(entry);
      },
      cacheDirectory: join(directory, 'compiled'),
    },
  );
  const functions = watch.counting(hosted, (reference) => reference.split(':')[6] ?? reference);

  const machines = deployment.of('AWS::StepFunctions::StateMachine').map(machineOf);
  const states = openStates({ database: stateDatabase, clock, machines, invoke: functions.invoke, failed });
  const operations = stateOperations(states);
  const endpoint = createAwsEndpoint(
    {
      DynamoDB_20120810: { knows: knowsDynamoDbOperation, execute: tables.execute },
      TrentService: { knows: knowsKmsOperation, execute: kms.execute },
      AWSStepFunctions: {
        knows: (operation) => Object.hasOwn(operations, operation),
        execute: (operation, body) => operations[operation]?.(body),
      },
    },
    failed,
  );
  const schedules = openSchedules({
    database,
    clock,
    schedules: readSchedules(deployment),
    invoke: functions.invoke,
    failed,
  });
  const gateway = createGateway({ api: readApi(deployment), clock, invoke: functions.invoke, failed });

  for (const [server, port] of [
    [endpoint, endpointPort],
    [store, storePort],
  ] as [FastifyInstance, number][]) {
    tellZoneTime(server.server);
    await server.listen({ host: loopback, port });
  }
  const feeds = await openFeeds({
    streams: tables.streams,
    clock,
    mappings: readFeedMappings(deployment),
    invoke: functions.invoke,
    failed,
    gaveUp: watch.gaveUp,
  });
  /** What an earlier time set in motion has come to rest: no state moves, and whoever follows changes knows them. */
  const settled = async () => {
    await states.settled();
    await feeds.settled();
  };
  const rehearse = openLocalRoutes({
    clock,
    tokenFor: async (person) => (await signIn()).tokenFor(person),
    schedules,
    states,
    feeds,
    machineArns: machines.map(({ arn }) => arn),
    tableUsage: tables.usage,
    alarms: () => watch.standing({ states: states.store, feeds }),
  });

  expireItems(clock, tables.expire);

  const provide = async (request: IncomingMessage, response: ServerResponse) =>
    (await signIn()).handle(request, response);
  const counted: typeof gateway = (request, response) => {
    const started = performance.now();
    response.once('finish', () => watch.answered(response.statusCode, performance.now() - started));
    return gateway(request, response);
  };
  const route = (path: string) => {
    if (path.startsWith('/_local/')) return rehearse;
    return path === '/oidc' || path.startsWith('/oidc/') ? provide : counted;
  };

  return {
    zone,
    handle(request, response) {
      response.setHeader('date', new Date().toUTCString());
      const [path = '/'] = (request.url ?? '/').split('?');
      route(path)(request, response).catch((error) => {
        failed(error);
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    },
    resume: states.resume,
    async warm() {
      await signIn();
      await functions.warm();
    },
    async close() {
      schedules.close();
      clock.close();
      const enough = new Promise((resolve) => setTimeout(resolve, patience).unref());
      await Promise.race([Promise.all([functions.idle(), settled()]), enough]);
      feeds.close();
      states.close();
      await Promise.all([endpoint.close(), store.close()]);
      await tables.close();
      stateDatabase.close();
      database.close();
      restoreDate();
    },
  };
}

/** Committed writes are in the hands of the operating system before anyone hears of them, so a killed process loses none. */
function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = wal; pragma synchronous = normal');
  return database;
}

/** The SDKs compare their clock with the `Date` of an answer, and sign by what they find. */
function tellZoneTime(server: Server): void {
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('date', new Date().toUTCString());
  });
}

function expireItems(clock: ZoneClock, expire: () => Promise<void>): void {
  const arm = () =>
    clock.at(
      clock.now() + aMinute,
      async () => {
        arm();
        await expire();
      },
      { afterMove: true },
    );
  arm();
}

/** The zone as its functions know it: the file was checked when the app was synthesised. */
function readZone(functions: Resource[]): Zone {
  const [asset] = functions.flatMap((resource) => resource.asset ?? []);
  if (!asset) throw new Error('no function of this app has its code at hand');
  return JSON.parse(readFileSync(join(asset, 'zone.json'), 'utf8'));
}

const functionSchema = z.object({
  Handler: z.string(),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
});

function functionOf({ id, name, arn, asset, properties }: Resource): FunctionDefinition {
  if (!asset) throw new Error(`${id} is a function without code at hand`);
  const { Handler, Timeout, MemorySize, Environment } = functionSchema.parse(properties);
  return {
    name,
    arn,
    directory: asset,
    handler: Handler,
    timeoutSeconds: Timeout,
    memoryMegabytes: MemorySize,
    environment: Environment?.Variables ?? {},
  };
}

const machineSchema = z.object({
  RoleArn: z.string(),
  DefinitionString: z.string(),
  StateMachineType: z.literal('STANDARD', { error: 'only Standard state machines are known' }).optional(),
});

function machineOf({ name, arn, properties }: Resource) {
  const { RoleArn, DefinitionString } = machineSchema.parse(properties);
  return { name, arn, roleArn: RoleArn, definition: DefinitionString };
}

const bucketSchema = z.object({
  CorsConfiguration: z
    .object({
      CorsRules: z.array(
        z.object({
          AllowedMethods: z.array(z.string()),
          AllowedOrigins: z.array(z.string()),
          AllowedHeaders: z.array(z.string()).optional(),
          ExposedHeaders: z.array(z.string()).optional(),
          MaxAge: z.number().optional(),
        }),
      ),
    })
    .default({ CorsRules: [] }),
  VersioningConfiguration: z.object({ Status: z.string() }).optional(),
});

function bucketOf({ name, properties }: Resource, origins: string[]) {
  const { CorsConfiguration, VersioningConfiguration } = bucketSchema.parse(properties);
  const own = origins.flatMap((origin) => [origin, origin.replace(loopback, 'localhost')]);
  return {
    name,
    cors: CorsConfiguration.CorsRules.map((rule) => ({ ...rule, AllowedOrigins: [...rule.AllowedOrigins, ...own] })),
    versioned: VersioningConfiguration?.Status === 'Enabled',
  };
}

function keysOf(deployment: Deployment) {
  const aliases = deployment
    .of('AWS::KMS::Alias')
    .map(({ name, properties }) => ({ name, of: properties.TargetKeyId }));
  return deployment.of('AWS::KMS::Key').map(({ name, arn, properties }) => ({
    id: name,
    arn,
    spec: textOf(properties, 'KeySpec', 'SYMMETRIC_DEFAULT'),
    usage: textOf(properties, 'KeyUsage', 'ENCRYPT_DECRYPT'),
    aliases: aliases.filter((alias) => alias.of === arn || alias.of === name).map((alias) => alias.name),
  }));
}

const textOf = (properties: JsonObject, name: string, fallback: string): string => {
  const value = properties[name];
  return typeof value === 'string' ? value : fallback;
};

function describeError(error: unknown): string {
  if (error instanceof FunctionError) return error.trace.join('\n') || `${error.errorType}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
