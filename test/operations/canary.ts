import { demonstrationIdNumber } from '../../deploy/local/seed/hall.js';

/** What nobody may find again outside the sealed columns. */
export const canary = {
  name: '欧阳金丝雀',
  idNumber: demonstrationIdNumber('1977-07-07', 77),
  phone: '13712345678',
  address: '云南省昆明市金丝雀巷七十七号',
  words: '金丝雀说家里有急事请尽快',
};

/** What the walks of the local deployment say of their people: names, numbers, a street. */
export const walked = ['陈小满', '杨立秋', '13887654321', '13987654322', '仁德街道1号'];

/** What the canary lodges. @param idNumber of the applicant */
export const lodging = (idNumber: string): object => ({
  channel: 'window',
  itemId: 'JT02',
  applicant: { kind: 'natural-person', name: canary.name, idNumber, phone: canary.phone },
  materials: [{ ref: 'photo' }],
  delivery: { mode: 'courier', recipient: canary.name, phone: canary.phone, address: canary.address },
});
