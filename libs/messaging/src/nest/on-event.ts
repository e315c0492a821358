import { type ArgumentsHost, Catch, type RpcExceptionFilter, UseFilters } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { PATTERN_EXTRAS_METADATA, PATTERN_METADATA } from '@nestjs/microservices/constants.js';
import { type Observable, throwError } from 'rxjs';
import { type EventSchema, kebab } from '#lib/contracts';

/** Lets a handler's error through as it is: the runner decides what to do about it. */
@Catch()
class LetThrough implements RpcExceptionFilter {
  catch(thrown: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => thrown);
  }
}

/**
 * Marks the one method of a handler class that hears an event; it gets a `Delivery`. The inbox knows the handler by the
 * name of its class in kebab-case, without `Handler`.
 *
 * @param schema the event
 */
export function OnEvent(schema: Pick<EventSchema, 'typeName'>): MethodDecorator {
  return (target, key, descriptor) => {
    const handler = kebab(target.constructor.name.replace(/Handler$/, ''));
    EventPattern(schema.typeName, { handler })(target, key, descriptor as never);
    UseFilters(LetThrough)(target, key, descriptor);
  };
}

/** What a handler class hears, and under which name its inbox knows it; nothing for any other class. */
export function heardBy(handlerClass: { prototype: object }): { type: string; handler: string }[] {
  return Object.values(Object.getOwnPropertyDescriptors(handlerClass.prototype)).flatMap(({ value }) => {
    if (typeof value !== 'function') return [];
    const types = Reflect.getMetadata(PATTERN_METADATA, value) as string[] | undefined;
    const extras = Reflect.getMetadata(PATTERN_EXTRAS_METADATA, value) as { handler: string } | undefined;
    return (types ?? []).map((type) => ({ type, handler: extras?.handler ?? type }));
  });
}
