import { creditCodeCheckDigit } from '#lib/identifiers';
import { DomainError } from '#lib/service-kit';

/**
 * @param code 18 characters of the alphabet, as the request's shape demands
 * @throws DomainError `request.invalid` blaming the field `creditCode` when its check digit is wrong (GB 32100-2015)
 */
export function requireCreditCode(code: string): void {
  if (creditCodeCheckDigit(code.slice(0, 17)) === code.slice(17)) return;
  throw new DomainError(
    'request.invalid',
    'invalid',
    { zh: '统一社会信用代码有误,请核对后重填。', en: 'The social credit code is wrong; check it and enter it again.' },
    [
      {
        field: 'creditCode',
        code: 'credit-code.check-digit',
        message: { zh: '校验位不符', en: 'has a check digit that does not match' },
      },
    ],
  );
}
