import type { Finding } from '../item/finding.js';
import type { LintSubject } from './lint-subject.js';

/** 其他相关材料, 有关材料 and their like: a list that ends so is no list. Fixed terms such as 相关关系证明 are not meant. */
const catchAll =
  /(其他|其它)(相关|有关)?(材料|资料|证明|文件|手续)|(有关|相关|所需|必要)的?(材料|资料|文件|手续)|(有关|相关)的?证明/;
const copy = /复印/;

/** Rules for what may be demanded: no catch-all (国办 清理兜底条款), a basis for each, nothing that can be shared. */
export function lintMaterials({ item, guide }: LintSubject): Finding[] {
  return item.materials.flatMap((material, index) => {
    const path = `materials.${index}`;
    const found: Finding[] = [];
    if (catchAll.test(material.name)) found.push(isCatchAll(`${path}.name`, material.name));
    const { basis } = guide.materials.find(({ ref }) => ref === material.ref) ?? {};
    // Registers without the field say nothing about the basis; an empty field says there is none.
    if (basis?.trim() === '') found.push(hasNoBasis(`${path}.basis`, material.name));
    if (material.shared && copy.test(material.name)) found.push(isOverAsked(`${path}.name`, material.name));
    return found;
  });
}

const isCatchAll = (path: string, name: string): Finding => ({
  code: 'material.catch-all',
  severity: 'reject',
  path,
  message: {
    zh: `“${name}”是模糊兜底条款,请逐项写明材料名称。`,
    en: `“${name}” is a catch-all; name each material.`,
  },
});

const hasNoBasis = (path: string, name: string): Finding => ({
  code: 'material.no-basis',
  severity: 'reject',
  path,
  message: {
    zh: `“${name}”没有要求提供的依据,属无依据证明材料,不得要求提供。`,
    en: `“${name}” has no basis in law and may not be demanded.`,
  },
});

const isOverAsked = (path: string, name: string): Finding => ({
  code: 'material.shared-copy',
  severity: 'reject',
  path,
  message: {
    zh: `“${name}”能够共享获取,不得要求申请人提供复印件。`,
    en: `“${name}” can be obtained by sharing; a copy may not be demanded.`,
  },
});
