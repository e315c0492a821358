/** Injection token of the running service's options. */
export const SERVICE_OPTIONS = Symbol('service options');
