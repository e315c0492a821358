import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { DomainError, type FieldFault } from '../errors/domain-error.js';

const tail = (message: string): string => message.replace(/^.*values: /, '');
/** The last one: the first may belong to the field's name. */
const figure = (message: string): string => /(-?\d+(?:\.\d+)?)\D*$/.exec(message)?.[1] ?? '';

/** Chinese for what class-validator says in English; the English names what would be allowed. */
const chinese: Record<string, (message: string) => string> = {
  isString: () => '应为文字',
  isNotEmpty: () => '不能为空',
  isDefined: () => '必须填写',
  isInt: () => '应为整数',
  isBoolean: () => '应为 true 或 false',
  isArray: () => '应为列表',
  arrayNotEmpty: () => '列表不能为空',
  arrayUnique: () => '列表中有重复',
  isObject: () => '应为对象',
  isNotEmptyObject: () => '对象不能为空',
  isNumber: () => '应为数字',
  isIn: (message) => `只能是:${tail(message)}`,
  minLength: (message) => `至少 ${figure(message)} 个字`,
  maxLength: (message) => `最多 ${figure(message)} 个字`,
  isLength: (message) => `${message.includes('longer') ? '至少' : '最多'} ${figure(message)} 个字`,
  arrayMinSize: (message) => `至少 ${figure(message)} 项`,
  arrayMaxSize: (message) => `最多 ${figure(message)} 项`,
  min: (message) => `不能小于 ${figure(message)}`,
  max: (message) => `不能大于 ${figure(message)}`,
  matches: (message) => `格式不对(${message})`,
  isIso8601: () => '应为日期,如 2026-11-23',
  isDateString: () => '应为日期时间,如 2026-11-23T09:00:00Z',
  whitelistValidation: () => '没有这个字段,请去掉',
  nestedValidation: () => '应为对象',
};

function faultsOf(error: ValidationError, parent: string): FieldFault[] {
  const field = parent === '' ? error.property : `${parent}.${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    field,
    code: `field.${constraint}`,
    message: { zh: `${field} ${chinese[constraint]?.(message) ?? message}`, en: message },
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, field))];
}

/** Validates every body and query: unknown fields are refused, every fault is told at once with its field. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
    exceptionFactory: (errors: ValidationError[]) =>
      new DomainError(
        'request.invalid',
        'invalid',
        { zh: '提交的内容有误,请按 errors 逐项修改后重试。', en: 'The request has faults; each is named in errors.' },
        errors.flatMap((error) => faultsOf(error, '')),
      ),
  });
}
