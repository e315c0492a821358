import { type ArgumentsHost, Catch, type RpcExceptionFilter, UseFilters } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
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
