/** The environment of a simulator. */
export interface SimulatorConfig {
  host: string;
  /** 0 takes a free port. */
  port: number;
  /** Shared with the platform: requests and callbacks are signed with it. */
  secret: string;
}

/** The environment of the courier simulator. */
export interface CourierSimulatorConfig extends SimulatorConfig {
  /** Where the platform takes callbacks. */
  callbackUrl: string;
  /** Milliseconds from acceptance to pick-up, and from pick-up to delivery. */
  delayMs: number;
  /** Every so manyth callback is sent twice; 0 never. */
  repeatEvery: number;
}

/** The environment of the payment provider simulator. */
export interface PaymentSimulatorConfig extends CourierSimulatorConfig {
  /** Where it keeps its books; without one they end with the process. */
  ledgerFile?: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @param environment PORT, HOST, SECRET @throws Error naming every fault */
export function simulatorConfig(environment: Environment): SimulatorConfig {
  const faults: string[] = [];
  const config = common(environment, faults);
  refuse(faults);
  return config;
}

/** @param environment PORT, HOST, SECRET, CALLBACK_URL, DELAY_MS, REPEAT_EVERY @throws Error naming every fault */
export function courierConfig(environment: Environment): CourierSimulatorConfig {
  const faults: string[] = [];
  const callbackUrl = environment['CALLBACK_URL'] ?? '';
  if (!/^https?:\/\//.test(callbackUrl)) faults.push('CALLBACK_URL: must be an http(s) address');
  const config = {
    ...common(environment, faults),
    callbackUrl,
    delayMs: whole(environment, 'DELAY_MS', 300, faults),
    repeatEvery: whole(environment, 'REPEAT_EVERY', 3, faults),
  };
  refuse(faults);
  return config;
}

/** @param environment that of the courier, and LEDGER_FILE @throws Error naming every fault */
export const paymentConfig = (environment: Environment): PaymentSimulatorConfig => ({
  ...courierConfig(environment),
  ledgerFile: environment['LEDGER_FILE'],
});

function common(environment: Environment, faults: string[]): SimulatorConfig {
  const secret = environment['SECRET'] ?? '';
  if (secret.length < 16) faults.push('SECRET: must have at least 16 characters');
  return { host: environment['HOST'] ?? '127.0.0.1', port: whole(environment, 'PORT', 0, faults), secret };
}

function whole(environment: Environment, name: string, without: number, faults: string[]): number {
  const text = environment[name] ?? String(without);
  if (!/^\d{1,7}$/.test(text)) faults.push(`${name}: must be a whole number`);
  return Number(text);
}

function refuse(faults: string[]): void {
  if (faults.length > 0) throw new Error(`the environment is not complete:\n  ${faults.join('\n  ')}`);
}
