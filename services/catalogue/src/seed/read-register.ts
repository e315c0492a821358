import { Ajv, type ErrorObject } from 'ajv';
import { JsonText } from './json-text.js';
import { contradictionsIn } from './register-contradictions.js';
import type { RegisterFile } from './register-file.js';
import { registerSchema } from './register-schema.js';
import type { SeedFault } from './seed-file.errors.js';

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<RegisterFile>(registerSchema);

/**
 * Reads a register file and refuses it as a whole if anything in it is wrong.
 *
 * @param file what to call it in messages
 * @param text the whole text
 * @returns the file
 * @throws SeedFileInvalid with line and JSON path of every fault
 */
export function readRegister(file: string, text: string): RegisterFile {
  const json = new JsonText(file, text);
  const { value } = json;
  if (!validate(value)) throw json.refuse(faultsIn(json, validate.errors ?? []));
  const faults = contradictionsIn(value).map(({ path, problem }) => json.fault(path, problem));
  if (faults.length > 0) throw json.refuse(faults);
  return value;
}

/** The faults a schema found, with line and path. */
export function faultsIn(json: JsonText, errors: readonly ErrorObject[]): SeedFault[] {
  return errors.map((error) => {
    const holder = json.pathOf(error.instancePath);
    const params = error.params as Record<string, unknown>;
    const extra = params['additionalProperty'];
    if (typeof extra === 'string') return json.fault(json.pathOf(`${error.instancePath}/${extra}`), 'is not a field');
    const missing = params['missingProperty'];
    if (typeof missing === 'string') return json.fault(`${holder}.${missing}`, 'is missing');
    const allowed = params['allowedValues'];
    const choice = Array.isArray(allowed) ? `: ${allowed.join(', ')}` : '';
    return json.fault(holder, `${error.message ?? 'is wrong'}${choice}`);
  });
}
