import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';

/**
 * Reads a service's environment into a validated object.
 *
 * @param shape a class with class-validator decorators; its property names are the variables' names
 * @returns the configuration
 * @throws one error that lists every fault at once, naming the variable and what would be allowed
 */
export function loadConfig<T extends object>(shape: new () => T): T {
  const config = plainToInstance(shape, process.env, {
    enableImplicitConversion: true,
    exposeDefaultValues: true,
  });
  const faults = validateSync(config, { skipMissingProperties: false }).flatMap((fault) =>
    Object.values(fault.constraints ?? {}).map((message) => `  ${fault.property}: ${message}`),
  );
  if (faults.length > 0) throw new Error(`the environment is not complete:\n${faults.join('\n')}`);
  return config;
}
