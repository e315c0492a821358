export { parseKeyRing, type PersonalKeyRing } from './key-ring.js';
export { openPersonal, PersonalSealBroken, sealPersonal } from './seal-personal.js';
export { blindIndex, type IndexedKind } from './blind-index.js';
export { maskAddress, maskCreditCode, maskIdNumber, maskName, maskPhone } from './mask.js';
