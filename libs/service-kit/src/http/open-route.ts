import { type CustomDecorator, SetMetadata } from '@nestjs/common';

const openRoute = 'yichuang:open-route';

/** Marks a route that needs no sign-in (public verification, guides, health). */
export const OpenRoute = (): CustomDecorator => SetMetadata(openRoute, true);

/** Whether a handler or its class is open. */
export function isOpenRoute(...targets: object[]): boolean {
  return targets.some((target) => Reflect.getMetadata(openRoute, target) === true);
}
