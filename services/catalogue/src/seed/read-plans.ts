import { Ajv } from 'ajv';
import { JsonText } from './json-text.js';
import { contradictionsInPlans } from './plans-contradictions.js';
import type { PlansFile } from './plans-file.js';
import { plansSchema } from './plans-schema.js';
import { faultsIn } from './read-register.js';
import type { RegisterFile } from './register-file.js';

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<PlansFile>(plansSchema);

/**
 * Reads an overlay and refuses it as a whole if anything in it is wrong, or names what the register does not have.
 *
 * @param file what to call it in messages
 * @param text the whole text
 * @param register the register it completes
 * @returns the overlay
 * @throws SeedFileInvalid with line and JSON path of every fault
 */
export function readPlans(file: string, text: string, register: RegisterFile): PlansFile {
  const json = new JsonText(file, text);
  const { value } = json;
  if (!validate(value)) throw json.refuse(faultsIn(json, validate.errors ?? []));
  const faults = contradictionsInPlans(value, register).map(({ path, problem }) => json.fault(path, problem));
  if (faults.length > 0) throw json.refuse(faults);
  return value;
}
