import type { FastifyReply, FastifyRequest } from 'fastify';

/** Of this host only, sent over TLS (browsers treat loopback as such), out of reach of scripts. */
export const sessionCookie = '__Host-yichuang';
/** Ties a sign-in to the browser that began it. */
export const signInCookie = '__Host-yichuang-sign-in';

/** Sets a cookie. @param seconds life; 0 takes it away */
export function setCookie(reply: FastifyReply, name: string, value: string, seconds: number): void {
  const earlier = reply.getHeader('set-cookie');
  const list = Array.isArray(earlier) ? earlier : earlier === undefined ? [] : [String(earlier)];
  const cookie = `${name}=${value}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Lax`;
  void reply.removeHeader('set-cookie').header('set-cookie', [...list, cookie]);
}

/** A cookie of a request, or undefined. */
export function cookieOf(request: Pick<FastifyRequest, 'headers'>, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
