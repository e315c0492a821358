import type { INestApplication } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ApiProperty } from '@nestjs/swagger';
import { getMetadataStorage } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js';
import { type DtoClass, fieldSchema, nestedClass } from './property-schema.js';

/**
 * Tells the OpenAPI generator what the bodies and queries of an application look like, from the rules that validate
 * them: a description of its own beside the rules would one day say something else.
 *
 * @param app whose controllers are looked through; to be called before the document is made
 */
export function describeDtos(app: INestApplication): void {
  const described = new Set<DtoClass>();
  for (const dto of parameterClasses(app)) describeDto(dto, described);
}

/**
 * Describes one class and the classes nested in it.
 *
 * @param dto a class with class-validator rules
 * @param described those that are described already; this one is added
 */
export function describeDto(dto: DtoClass, described: Set<DtoClass> = new Set()): void {
  if (described.has(dto)) return;
  described.add(dto);
  const defaults = new dto();
  for (const [field, rules] of rulesByField(dto)) {
    const isOptional = rules.some(({ type }) => type === 'conditionalValidation');
    const given: unknown = Reflect.get(defaults, field);
    const { nested, options } = describeField(dto, field, rules);
    ApiProperty({
      ...options,
      required: !isOptional && given === undefined,
      ...(given === undefined ? {} : { default: given }),
    })(dto.prototype, field);
    if (nested !== undefined) describeDto(nested, described);
  }
}

function describeField(
  dto: DtoClass,
  field: string,
  rules: readonly ValidationMetadata[],
): { nested?: DtoClass; options: object } {
  const declared: unknown = Reflect.getMetadata('design:type', dto.prototype as object, field);
  const isNested = rules.some(({ type }) => type === 'nestedValidation');
  const isList = declared === Array || rules.some(({ each }) => each);
  const own = fieldSchema(
    declared,
    rules.filter(({ each }) => !each),
  );
  const nested = isNested ? nestedClass(dto, field, isList) : undefined;
  if (nested !== undefined) return { nested, options: { ...own, type: () => nested, isArray: isList } };
  if (!isList) return { options: own.type === undefined ? { ...own, type: 'object' } : own };
  const items = fieldSchema(
    undefined,
    rules.filter(({ each }) => each),
  );
  return { options: { ...own, type: 'array', items } };
}

function rulesByField(dto: DtoClass): Map<string, ValidationMetadata[]> {
  const byField = new Map<string, ValidationMetadata[]>();
  for (const rule of getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false)) {
    byField.set(rule.propertyName, [...(byField.get(rule.propertyName) ?? []), rule]);
  }
  return byField;
}

/** The classes of the parameters of every route that have rules. */
function parameterClasses(app: INestApplication): Set<DtoClass> {
  const found = new Set<DtoClass>();
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  for (const { metatype } of controllers) {
    const prototype = metatype?.prototype as object | undefined;
    if (prototype === undefined) continue;
    for (const method of scanner.getAllMethodNames(prototype)) {
      const types = (Reflect.getMetadata('design:paramtypes', prototype, method) ?? []) as unknown[];
      for (const type of types) if (isDto(type)) found.add(type);
    }
  }
  return found;
}

const isDto = (type: unknown): type is DtoClass =>
  typeof type === 'function' && getMetadataStorage().getTargetValidationMetadatas(type, '', false, false).length > 0;
