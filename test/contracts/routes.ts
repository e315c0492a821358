import { type DynamicModule, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, MODULE_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import type { Act } from '#lib/access';
import { ActParam, IfMatch, IfMatchOrNew, isOpenRoute } from '#lib/service-kit';
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
  /** Whether it asks for the version that was seen, in If-Match; of a row only if there is one. */
  seen: boolean | 'or new';
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
      keyed: asksFor(factories.key, controller, name),
      seen: asksFor(factories.seen, controller, name) || (asksFor(factories.seenOrNew, controller, name) && 'or new'),
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

function parametersOf(controller: Type, method: string): Parameter[] {
  return Object.values(
    (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<string, Parameter>,
  );
}

const asksFor = (wanted: unknown, controller: Type, method: string): boolean =>
  parametersOf(controller, method).some(({ factory }) => factory === wanted);

/** What a decorator leaves on a method: the only way to know it again. */
function factoryOf(decorator: () => ParameterDecorator): unknown {
  class Sample {
    act(request: unknown): unknown {
      return request;
    }
  }
  decorator()(Sample.prototype, 'act', 0);
  return parametersOf(Sample, 'act')[0]?.factory;
}

const factories = { key: factoryOf(ActParam), seen: factoryOf(IfMatch), seenOrNew: factoryOf(IfMatchOrNew) };
