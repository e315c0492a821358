import type { OrganisationCopy } from '#lib/access';
import type { CaseDecided, Plan } from '#lib/contracts';
import type { CertificateModel } from '#lib/seals';
import { type Holder, shownNumber } from '../holder/holder.js';

/** What a certificate is drawn from. */
export interface PaperParts {
  number: string;
  identifier: string;
  plan: Plan;
  event: Pick<CaseDecided, 'caseNumber' | 'letterNumber'>;
  organ: Pick<OrganisationCopy, 'name'>;
  holder: Holder;
  issuedOn: string;
  /** Last valid day. */
  until: string | undefined;
  verifyUrl: string;
}

/**
 * The certificate as it is drawn. A person's ID number is shown with its middle hidden: whoever must compare it holds the
 * ID card, and a copy that goes astray gives nothing away. An organisation's credit code is public.
 */
export function draftCertificate(parts: PaperParts): CertificateModel {
  const { number, identifier, plan, event, organ, holder, issuedOn, until, verifyUrl } = parts;
  const words = plan.result?.validity ?? '';
  const code = holder.kind === 'organisation' ? holder.idNumber : shownNumber(holder);
  // Words that name no single length stand on the paper as they are.
  const open = until === undefined && words !== '' && !words.startsWith('长期') ? words : undefined;
  const fields = [
    { label: '持证主体', value: holder.name },
    { label: holder.kind === 'organisation' ? '统一社会信用代码' : '证件号码', value: code },
    { label: '事项名称', value: plan.itemName },
    { label: '办件编号', value: event.caseNumber },
    { label: '决定文号', value: event.letterNumber },
    ...(open === undefined ? [] : [{ label: '有效期规定', value: open }]),
  ];
  return {
    title: plan.result?.name ?? plan.itemName,
    number,
    identifier,
    fields: fields.filter(({ value }) => value !== ''),
    organ: organ.name,
    issuedOn,
    ...(until === undefined ? {} : { validUntil: until }),
    seal: { organName: organ.name, sealKind: '审批服务专用章' },
    verifyUrl,
  };
}
