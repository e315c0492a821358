import { type INestApplication, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomStrategy } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { ServiceConfig } from './config/service-config.js';
import { armFailpoints } from './failpoint.js';
import { describeDtos } from './http/describe-dtos.js';
import { describeProblems } from './http/describe-problems.js';
import { newId } from './ids.js';
import { Log } from './telemetry/log.js';

/** Injection token of the transport strategy that hears events; a service without it hears none. */
export const EVENT_STRATEGY = Symbol('event strategy');

/** A running service. */
export interface Served {
  app: INestApplication;
  port: number;
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
  app.enableShutdownHooks();
  await app.startAllMicroservices();
  await app.listen(config.PORT, config.HOST);
  const port = portOf(app);
  app.get(Log).fact('serving', { service, port });
  process.send?.({ serving: service, port });
  return { app, port, close: async () => app.close() };
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

function portOf(app: NestFastifyApplication): number {
  const address = app.getHttpServer().address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

/** What every `main.ts` calls: serves, and says in one line why when it cannot. */
export async function run(service: string, start: () => Promise<Served>): Promise<void> {
  // When whoever started this process is gone, nobody would stop it: it stops itself.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  try {
    await start();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${service} cannot start: ${message}\n`);
    process.exit(1);
  }
}
