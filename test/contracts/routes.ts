import { type DynamicModule, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, MODULE_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import type { Act } from '#lib/access';
import { ActParam, isOpenRoute } from '#lib/service-kit';
import { allowedAct } from '../../libs/access/src/token/decorators.js';

/** One HTTP route as its controller declares it. */
interface Route {
  /** e.g. `POST /cases/:caseId/accept` */
  name: string;
  /** What `@Allow` says. */
  act: Act | undefined;
  /** Whether `@OpenRoute` is on it or on its class. */
  open: boolean;
  /** Whether it asks for an Idempotency-Key. */
  keyed: boolean;
}

/** A module, wired or plain. */
type Wired = DynamicModule | Type;

/** Every module that a module brings with it, itself first. */
export function modulesOf(wired: Wired): Type[] {
  return [classOf(wired), ...importsOf(wired).flatMap(modulesOf)];
}

/** Every HTTP route of a module and of what it imports. */
export function routesOf(wired: Wired): Route[] {
  const own = [...(dynamic(wired)?.controllers ?? []), ...listed<Type>(wired, MODULE_METADATA.CONTROLLERS)];
  return [...own.flatMap(controllerRoutes), ...importsOf(wired).flatMap(routesOf)];
}

const classOf = (wired: Wired): Type => ('module' in wired ? wired.module : wired);
const dynamic = (wired: Wired): DynamicModule | undefined => ('module' in wired ? wired : undefined);
const listed = <T>(wired: Wired, key: string): T[] => (Reflect.getMetadata(key, classOf(wired)) ?? []) as T[];

function importsOf(wired: Wired): Wired[] {
  const imports = dynamic(wired)?.imports ?? [];
  return [...(imports as Wired[]), ...listed<Wired>(wired, MODULE_METADATA.IMPORTS)];
}

function controllerRoutes(controller: Type): Route[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = Object.getOwnPropertyDescriptor(prototype, name)?.value as object | undefined;
    if (typeof handler !== 'function') return [];
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    return pathsOf(controller, handler).map((path) => ({
      name: `${RequestMethod[method]} ${path}`,
      act: allowedAct(handler),
      open: isOpenRoute(handler, controller),
      keyed: asksForKey(controller, name),
    }));
  });
}

function pathsOf(controller: Type, handler: object): string[] {
  const parts = (target: object): string[] => [Reflect.getMetadata(PATH_METADATA, target) as string | string[]].flat();
  return parts(controller).flatMap((base) => parts(handler).map((own) => joined(base, own)));
}

const joined = (...parts: string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;

interface Parameter {
  factory?: unknown;
}

function asksForKey(controller: Type, method: string): boolean {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<string, Parameter>;
  return Object.values(parameters).some(({ factory }) => factory === keyFactory);
}

class Sample {
  act(request: unknown): unknown {
    return request;
  }
}
ActParam()(Sample.prototype, 'act', 0);
/** What `@ActParam` leaves on a method: the only way to know it again. */
const keyFactory = Object.values(
  Reflect.getMetadata(ROUTE_ARGS_METADATA, Sample, 'act') as Record<string, Parameter>,
)[0]?.factory;
