import { createParamDecorator, type CustomDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Act } from '../policy/policy.js';
import type { Caller, CallerRequest, Visitor } from './caller.js';

const allow = 'yichuang:allow';

/** Declares the act a route is; the policy says who may. */
export const Allow = (act: Act): CustomDecorator => SetMetadata(allow, act);

/** The act a handler declares, or undefined. */
export function allowedAct(handler: object): Act | undefined {
  return Reflect.getMetadata(allow, handler) as Act | undefined;
}

/** The caller of the request. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<CallerRequest>();
  if (caller === undefined) throw new Error('a route that asks for its caller must declare an act');
  return caller;
});

/** Who is signed in at an open route; undefined for a stranger, who is served as well. */
export const WhoVisits = createParamDecorator(
  (_: unknown, context: ExecutionContext): Visitor | undefined =>
    context.switchToHttp().getRequest<CallerRequest>().visitor,
);
