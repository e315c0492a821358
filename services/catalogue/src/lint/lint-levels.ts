import type { Finding } from '../item/finding.js';
import type { LintSubject, Peer } from './lint-subject.js';

/** The same matter has the same name and the same code at every level (三级四同: 同名称、同编码). */
export function lintLevels({ item, guide, peers }: LintSubject): Finding[] {
  return peers.flatMap((peer) => {
    const sameCode = guide.baseCode !== '' && peer.baseCode === guide.baseCode;
    if (sameCode && peer.name !== item.name) return [nameDiffers(peer)];
    const codesDiffer = guide.baseCode !== '' && peer.baseCode !== '' && !sameCode;
    return peer.name === item.name && codesDiffer ? [codeDiffers(peer)] : [];
  });
}

const nameDiffers = ({ itemId, name, level }: Peer): Finding => ({
  code: 'level.name-differs',
  severity: 'reject',
  path: 'name',
  message: {
    zh: `同一事项在${level}(${itemId})名称为“${name}”,不符合三级四同。`,
    en: `At level ${level} the same matter (${itemId}) is called “${name}”.`,
  },
});

const codeDiffers = ({ itemId, baseCode, level }: Peer): Finding => ({
  code: 'level.code-differs',
  severity: 'reject',
  path: 'guide.baseCode',
  message: {
    zh: `同一事项在${level}(${itemId})编码为 ${baseCode},不符合三级四同。`,
    en: `At level ${level} the same matter (${itemId}) has code ${baseCode}.`,
  },
});
