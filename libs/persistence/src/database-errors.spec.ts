import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { isPassing } from './database-errors.js';

const driverError = (fields: object): Error => Object.assign(new Error('what the driver says'), fields);

describe('a fault of the database', () => {
  it.each([
    [1020, 'a record that has changed'],
    [1021, 'a full disk'],
    [1040, 'too many connections'],
    [1047, 'a Galera node that is not ready'],
    [1053, 'a server that shuts down'],
    [1114, 'a full table'],
    [1203, 'too many connections of an account'],
    [1205, 'a lock waited for too long'],
    [1213, 'a deadlock'],
    [1226, 'an account that used up what it may'],
    [1290, 'a server that takes no writes'],
    [1317, 'an interrupted statement'],
    [1461, 'too many prepared statements'],
  ])('passes by itself: %i, %s', (errno) => {
    expect(isPassing(driverError({ errno }))).toBe(true);
    expect(isPassing(new QueryFailedError('INSERT INTO t VALUES (?)', [], driverError({ errno })))).toBe(true);
  });

  it.each(['PROTOCOL_CONNECTION_LOST', 'ECONNREFUSED', 'ETIMEDOUT'])('passes by itself: %s', (code) => {
    expect(isPassing(driverError({ code }))).toBe(true);
  });

  it('passes by itself when it ended the connection', () => {
    expect(isPassing(driverError({ errno: 9999, fatal: true }))).toBe(true);
  });

  it.each([
    [1045, 'a password that is wrong'],
    [1048, 'a column that may not be null'],
    [1062, 'a unique key that is met'],
    [1064, 'a statement that cannot be read'],
    [1142, 'a right the account has not'],
    [1146, 'a table that is not there'],
    [1406, 'a value that is too long'],
    [1452, 'a foreign key that is not met'],
  ])('stays until somebody does something: %i, %s', (errno) => {
    expect(isPassing(driverError({ errno }))).toBe(false);
  });

  it.each([[undefined], [null], ['1213'], [new Error('1213')]])('is not what has no number: %p', (error) => {
    expect(isPassing(error)).toBe(false);
  });
});
