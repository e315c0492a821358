import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors, type InteractionSession, type Provider } from 'oidc-provider';
import type { SignIn } from '../sign-in/sign-in.js';
import { signInPage } from './pages.js';

interface InteractionRoute {
  Params: { uid: string };
}

const form = 'application/x-www-form-urlencoded';
const html = 'text/html; charset=utf-8';
const formBytes = 4_096;
const lockSeconds = 15 * 60;

/**
 * The sign-in page: shown, and answered. Both need the signed interaction cookie of this very interaction (SameSite=Lax),
 * so another site can neither start nor finish it.
 *
 * @param scope a Fastify scope of its own, with the prefix of the provider
 * @param provider whose interactions they are
 * @param signIn checks login and password
 */
export async function interactionRoutes(scope: FastifyInstance, provider: Provider, signIn: SignIn): Promise<void> {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(form, { parseAs: 'string', bodyLimit: formBytes }, (_request, body, done) => {
    done(null, new URLSearchParams(String(body)));
  });

  scope.get<InteractionRoute>('/interaction/:uid', async (request, reply) => {
    const { action } = await interactionOf(provider, request, reply);
    return reply.type(html).send(signInPage(action));
  });

  scope.post<InteractionRoute>('/interaction/:uid', async (request, reply) => {
    const { action, earlier } = await interactionOf(provider, request, reply);
    const typed = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    const login = typed.get('login') ?? '';
    const outcome = await signIn.execute(login, typed.get('password') ?? '');
    if ('refused' in outcome) return refuse(reply, action, { login, refused: outcome.refused });
    const result = { login: { accountId: outcome.accountId } };
    const next = await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: false });
    await signOutEarlier(provider, earlier, outcome.accountId);
    return reply.redirect(next, 303);
  });
}

async function interactionOf(
  provider: Provider,
  request: FastifyRequest<InteractionRoute>,
  reply: FastifyReply,
): Promise<{ action: string; earlier: InteractionSession | undefined }> {
  const { uid, prompt, session } = await provider.interactionDetails(request.raw, reply.raw);
  if (uid !== request.params.uid || prompt.name !== 'login') {
    throw new errors.SessionNotFound('the cookie belongs to another interaction');
  }
  return { action: `/oidc/interaction/${uid}`, earlier: session };
}

/**
 * At a counter the next person signs in in the same browser: whoever was signed in there before is signed out first. The
 * provider would ask for that with a page that submits itself by a script, which our pages do not run.
 */
async function signOutEarlier(
  provider: Provider,
  earlier: InteractionSession | undefined,
  accountId: string,
): Promise<void> {
  if (earlier?.accountId === undefined || earlier.accountId === accountId) return;
  const session = await provider.Session.findByUid(earlier.uid);
  if (session === undefined) return;
  delete session.accountId;
  delete session.loginTs;
  delete session.authorizations;
  await session.persist();
}

function refuse(
  reply: FastifyReply,
  action: string,
  again: { login: string; refused: 'wrong' | 'locked' },
): FastifyReply {
  if (again.refused === 'locked') void reply.header('retry-after', String(lockSeconds));
  return reply
    .status(again.refused === 'locked' ? 429 : 401)
    .type(html)
    .send(signInPage(action, again));
}
