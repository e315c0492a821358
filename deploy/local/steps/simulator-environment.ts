import { join } from 'node:path';
import { localDirectory, type LocalState } from '../state.js';
import { type Addresses, courierSecret, providerSecret, smsSecret } from './service-environment.js';

/** The outside parties that are simulated, each as a process of its own. */
export const simulatorNames = ['courier', 'sms', 'payment'] as const;

/** One of them. */
export type SimulatorName = (typeof simulatorNames)[number];

/** The environment of a simulator. */
export function simulatorEnvironment(name: SimulatorName, state: LocalState, at: Addresses): Record<string, string> {
  const everyone = { PATH: process.env['PATH'] ?? '', PORT: String(at.ports[name]) };
  if (name === 'sms') return { ...everyone, SECRET: smsSecret(state) };
  const secret = name === 'courier' ? courierSecret(state) : providerSecret(state);
  const told = { ...everyone, SECRET: secret, CALLBACK_URL: `http://127.0.0.1:${at.ports.gateway}/${name}/callbacks` };
  return name === 'courier' ? told : { ...told, LEDGER_FILE: providerLedger() };
}

/** Where the payment provider keeps its books. */
export const providerLedger = (): string => join(localDirectory(), 'payment-provider.jsonl');
