const passingNumbers = new Set([
  1020, // record has changed since last read
  1205, // lock wait timeout
  1213, // deadlock, or a Galera certification failure
  1053, // server shutdown in progress
  1040, // too many connections
]);

const lostConnection = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'POOL_CLOSED',
]);

interface DriverError {
  errno?: number;
  code?: string;
  /** mysql2's mark for errors that end the connection. */
  fatal?: boolean;
  driverError?: DriverError;
}

function driverErrorOf(error: unknown): DriverError {
  if (typeof error !== 'object' || error === null) return {};
  const outer = error as DriverError;
  return outer.driverError ?? outer;
}

/**
 * Whether a database error passes by itself, so that the whole transaction may be tried again from its start.
 * Error 1020 and a lost connection also end the savepoints: nothing inside a transaction may catch them and go on.
 */
export function isPassing(error: unknown): boolean {
  const { errno, code, fatal } = driverErrorOf(error);
  if (fatal === true) return true;
  return (errno !== undefined && passingNumbers.has(errno)) || (code !== undefined && lostConnection.has(code));
}

/** Whether an insert met a unique key (1062). */
export function isDuplicateKey(error: unknown): boolean {
  return driverErrorOf(error).errno === 1062;
}
