import { Column, type ColumnOptions } from 'typeorm';

/*
 * Column kinds, named for what they hold, so that every table spells them the same way. Types are explicit: two
 * entities that lean on emitted metadata of each other crash at load under ESM.
 */

/** A ULID or another id of at most 40 characters. */
export const id = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: 40, ...options });

/** Clear text of at most `length` characters. */
export const text = (length: number, options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'varchar', length, ...options });

/** A state of a state machine. */
export const state = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: 32, ...options });

/** A UTC instant, to the millisecond. */
export const instant = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'datetime', precision: 3, ...options });

/** Fen, as a decimal string: bigint does not fit a JavaScript number. */
export const money = (options: ColumnOptions = {}): PropertyDecorator => Column({ type: 'bigint', ...options });

/** A whole number. */
export const whole = (options: ColumnOptions = {}): PropertyDecorator => Column({ type: 'int', ...options });

/** Yes or no. */
export const flag = (options: ColumnOptions = {}): PropertyDecorator => Column({ type: 'boolean', ...options });

/** Structured content that is never searched. */
export const json = (options: ColumnOptions = {}): PropertyDecorator => Column({ type: 'json', ...options });

/** Personal data, sealed before it comes here. */
export const sealed = (options: ColumnOptions = {}): PropertyDecorator => Column({ type: 'text', ...options });

/** Raw bytes up to 16 MiB. */
export const bytes = (options: ColumnOptions = {}): PropertyDecorator => Column({ type: 'mediumblob', ...options });
