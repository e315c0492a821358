import { type INestApplication, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomStrategy } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { QueryFailedError } from 'typeorm';
import { plainError } from '#lib/persistence';
import type { ServiceConfig } from './config/service-config.js';
import { armFailpoints } from './failpoint.js';
import { describeDtos } from './http/describe-dtos.js';
import { describeProblems } from './http/describe-problems.js';
import { endOnFault, endOnSignal } from './ending.js';
import { Health } from './http/health.js';
import { newId } from './ids.js';
import { Log } from './telemetry/log.js';
import { Metrics } from './telemetry/metrics.js';

/** Injection token of the transport strategy that hears events; a service without it hears none. */
export const EVENT_STRATEGY = Symbol('event strategy');

/** A running service. */
export interface Served {
  app: INestApplication;
  port: number;
  config: ServiceConfig;
  close(): Promise<void>;
}

/** Where a service differs from the others. */
export interface ServeOptions {
  /** Keeps the bytes of a JSON body beside what was parsed: signed callbacks are checked over the bytes as they came. */
  rawBody?: boolean;
  /** Hears and says nothing: there is no event strategy to look for. */
  withoutEvents?: boolean;
}

const megabyte = 1024 * 1024;
/** Bodies that are read as streams by the route that takes them; everything else must be JSON. */
const streamed = ['application/pdf', 'application/ofd', 'image/jpeg', 'image/png', 'application/octet-stream'];

/**
 * Starts a service: HTTP, events, OpenAPI at /openapi.json, orderly shutdown.
 *
 * @param service its name
 * @param module its root module
 * @param config its validated environment
 * @param options where it differs from the others
 * @returns the running application and its port
 */
export async function serve(
  service: string,
  module: Type | object,
  config: ServiceConfig,
  options: ServeOptions = {},
): Promise<Served> {
  armFailpoints(config.FAILPOINTS, config.MODE === 'production');
  const adapter = new FastifyAdapter({
    bodyLimit: megabyte,
    genReqId: () => newId(),
    trustProxy: config.TRUSTED_PROXIES,
    // A request that comes on an open connection while the server closes is answered, not refused.
    return503OnClosing: false,
  });
  acceptStreams(adapter);
  const app = await NestFactory.create<NestFastifyApplication>(module as Type, adapter, {
    bufferLogs: true,
    rawBody: options.rawBody ?? false,
    abortOnError: false,
  });
  app.useLogger(app.get(Log));
  if (options.withoutEvents !== true) {
    const strategy = app.get<CustomStrategy['strategy']>(EVENT_STRATEGY, { strict: false });
    app.connectMicroservice({ strategy }, { inheritAppConfig: false });
  }
  describe(app, service);
  watch(app);
  await app.startAllMicroservices();
  await app.listen(config.PORT, config.HOST);
  const port = portOf(app);
  app.get(Log).fact('serving', { service, port });
  process.send?.({ serving: service, port });
  return { app, port, config, close: async () => app.close() };
}

function acceptStreams(adapter: FastifyAdapter): void {
  adapter.getInstance().addContentTypeParser(streamed, (_request, payload, done) => done(null, payload));
}

function describe(app: INestApplication, service: string): void {
  const about = new DocumentBuilder().setTitle(`Yichuang ${service}`).setVersion('1').addBearerAuth().build();
  describeDtos(app);
  const document = describeProblems(SwaggerModule.createDocument(app, about));
  app.getHttpAdapter().get('/openapi.json', (_request: unknown, reply: { send(body: object): void }) => {
    reply.send(document);
  });
}

/** Counts every answer; while the service drains, asks callers to come on another connection, which leads elsewhere. */
function watch(app: NestFastifyApplication): void {
  const [health, metrics] = [app.get(Health), app.get(Metrics)];
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onSend', async (_request, reply) => {
    if (health.draining) void reply.header('connection', 'close');
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime / 1_000);
  });
}

function portOf(app: NestFastifyApplication): number {
  const address = app.getHttpServer().address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

/** What every `main.ts` calls: serves until it is told to end, and says in one line why when it cannot. */
export async function run(service: string, start: () => Promise<Served>): Promise<void> {
  // When whoever started this process is gone, nobody would stop it: it stops itself.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  try {
    const { app, config } = await start();
    endOnFault(app.get(Log));
    endOnSignal(app, config.DRAIN_MILLISECONDS);
  } catch (error) {
    // Only a database repeats what it was given; everything else here is about files, addresses and variables.
    const message = error instanceof Error && !isOfDatabase(error) ? error.message : plainError(error);
    process.stderr.write(`${service} cannot start: ${message}\n`);
    process.exit(1);
  }
}

const isOfDatabase = (error: Error): boolean => error instanceof QueryFailedError || 'sqlState' in error;
