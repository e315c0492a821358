import { checkCreditCode, checkIdNumber, type IdentifierCheck, type IdentifierFault } from '#lib/identifiers';
import type { FieldFault, Sentence } from '#lib/service-kit';

/** The numbers of an applicant as they came in. */
export interface GivenNumbers {
  kind: 'natural-person' | 'organisation';
  idNumber?: string | undefined;
  creditCode?: string | undefined;
  agent?: { idNumber: string } | undefined;
}

const sentences: Record<IdentifierFault, Sentence> = {
  length: { zh: '应为 18 位,请核对', en: 'must have 18 characters' },
  character: { zh: '含有不该出现的字符,请核对', en: 'holds a character that such a number never has' },
  region: { zh: '地区码不存在,请核对', en: 'holds a region that does not exist' },
  date: { zh: '出生日期不存在,请核对', en: 'holds a date of birth that does not exist' },
  kind: { zh: '号码种类不符,请核对', en: 'is a number of another kind' },
  'check-digit': { zh: '校验位不符,请核对', en: 'its check character does not match; look for a slip' },
};

/**
 * What is wrong with the applicant's numbers, with the field of each.
 *
 * @param given a person needs `idNumber`, an organisation `creditCode`, an agent `idNumber`
 * @param today yyyy-mm-dd; nobody is born later
 */
export function applicantFaults(given: GivenNumbers, today: string): FieldFault[] {
  const { kind, idNumber, creditCode, agent } = given;
  const person = kind === 'natural-person';
  const own = person
    ? faultOf('applicant.idNumber', 'id-number', idNumber, (text) => checkIdNumber(text, today))
    : faultOf('applicant.creditCode', 'credit-code', creditCode, checkCreditCode);
  const other = person ? creditCode : idNumber;
  const agents = faultOf('applicant.agent.idNumber', 'id-number', agent?.idNumber ?? '', (text) =>
    checkIdNumber(text, today),
  );
  return [
    ...own,
    ...(other === undefined ? [] : [ofOtherKind(person ? 'applicant.creditCode' : 'applicant.idNumber')]),
    ...(agent === undefined ? [] : agents),
  ];
}

function faultOf(
  field: string,
  kind: string,
  text: string | undefined,
  check: (text: string) => IdentifierCheck,
): FieldFault[] {
  if (text === undefined) return [{ field, code: 'field.required', message: { zh: '必须填写', en: 'is required' } }];
  const checked = check(text);
  return checked.valid ? [] : [{ field, code: `${kind}.${checked.fault}`, message: sentences[checked.fault] }];
}

const ofOtherKind = (field: string): FieldFault => ({
  field,
  code: 'applicant.number-of-other-kind',
  message: {
    zh: '自然人填写身份证号,单位填写统一社会信用代码,只填一种',
    en: 'a person gives an ID number, an organisation a credit code; not both',
  },
});
