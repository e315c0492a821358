import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

/** A request as a simulator sees it. */
export interface SimulatorRequest {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What a simulator answers. */
export interface SimulatorAnswer {
  status: number;
  body: object;
}

/** How a simulator answers one request. */
export type Answering = (request: SimulatorRequest) => Promise<SimulatorAnswer> | SimulatorAnswer;

/** A running simulator. */
export interface Simulator {
  port: number;
  url: string;
  close(): Promise<void>;
}

/**
 * Serves JSON over HTTP.
 *
 * @param where host and port; port 0 takes a free one
 * @param answer answers one request; when it throws the caller gets 500
 */
export async function serveJson(where: { host: string; port: number }, answer: Answering): Promise<Simulator> {
  const server = createServer((incoming, reply) => {
    void respond(incoming, reply, answer);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(where.port, where.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : where.port;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port, url: `http://${where.host}:${port}`, close };
}

async function respond(incoming: IncomingMessage, reply: ServerResponse, answer: Answering): Promise<void> {
  const { status, body } = await answered(incoming, answer).catch((error: unknown) => ({
    status: 500,
    body: { error: String(error) },
  }));
  reply.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  reply.end(JSON.stringify(body));
}

async function answered(incoming: IncomingMessage, answer: Answering): Promise<SimulatorAnswer> {
  const request = await readRequest(incoming);
  return request.path === '/health/ready' ? ready : answer(request);
}

const ready: SimulatorAnswer = { status: 200, body: { status: 'ready' } };
/** Nothing that a simulator is sent comes near it. */
const longest = 1024 * 1024;

async function readRequest(incoming: IncomingMessage): Promise<SimulatorRequest> {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://simulator');
  const stream: AsyncIterable<Buffer> = incoming;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > longest) throw new Error('too large');
    parts.push(part);
  }
  const { method = 'GET', headers } = incoming;
  return { method, path: pathname, query: searchParams, headers, body: Buffer.concat(parts).toString() };
}
