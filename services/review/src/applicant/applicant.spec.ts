import { expect, it } from '@jest/globals';
import { type Applicant, maskApplicant } from './applicant.js';

const person: Applicant = {
  kind: 'natural-person',
  name: '张三丰',
  idKind: 'id-number',
  idNumber: '530129199001011234',
  phone: '13812345678',
  agent: { name: '李四', idNumber: '530129199001015678', phone: '13900000000' },
};

it('masks a person and their agent', () => {
  expect(maskApplicant(person)).toEqual({
    kind: 'natural-person',
    name: '张*丰',
    idKind: 'id-number',
    idNumber: '530129********1234',
    phone: '138****5678',
    agentName: '李*',
  });
});

it('shows the name of an organisation, which is public', () => {
  const firm = { ...person, kind: 'organisation', idKind: 'credit-code', name: '示范公司', agent: undefined } as const;
  expect(maskApplicant({ ...firm, idNumber: '91530129MA6K12345X' })).toMatchObject({
    name: '示范公司',
    idNumber: '9153**********345X',
  });
});
