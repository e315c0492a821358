import type { TimerAct } from '#lib/persistence';
import type { ServiceConfig } from './config/service-config.js';

/** What a service says of itself. */
export interface ServiceKitOptions {
  service: string;
  config: ServiceConfig;
  /** Tables beside the kit's own. */
  entities: (new () => object)[];
  /** Providers among the service's own that are timer acts. */
  timers?: (new (...dependencies: never[]) => TimerAct)[];
}

/** Injection token of the running service's options. */
export const SERVICE_OPTIONS = Symbol('service options');
