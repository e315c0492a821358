/** Faults of the server or of others' transactions, never of the statement itself: the same again may go through. */
const passingNumbers = new Set([
  1020, // record has changed since last read
  1205, // lock wait timeout
  1213, // deadlock, or a Galera certification failure
  1317, // statement interrupted: killed by an administrator or by a server that shuts down
  // The server is on its way somewhere else.
  1053, // shutdown in progress
  1047, // a Galera node that has not joined yet, or has lost the others
  1290, // no writes while it is read-only, as during a fail-over
  // Something has run out, until others give it back or somebody gives more.
  1040, // too many connections to the server
  1203, // too many connections of the account
  1226, // the account has used up what it may in an hour, or at a time
  1461, // too many prepared statements, of all services together
  1021, // disk full
  1114, // table full, which a full disk is called, too
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
