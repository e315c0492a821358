/** An occasion as a test finds it. */
export interface OccasionRow {
  occasionId: string;
  caseId: string;
  kind: string;
  serviceNumber: number;
  servedBy: string;
  state: string;
  version: number;
}

/** Where a case lies and whose it is. */
export interface Where {
  region?: string;
  departmentId?: string;
  itemId?: string;
  itemName?: string;
  applicantIndex?: string;
}

/** A rating that offends nobody. */
export const good = { level: 5, indicators: ['510'], channel: 'mobile' };
/** One that must be looked into. */
export const bad = { level: 1, indicators: ['101'], comment: '窗口让我跑了三趟,电话 13800000000', channel: 'pc' };

/** The blind index of a case's applicant. */
export const indexOf = (caseId: string): string => `index-of-${caseId}`;

/** What the department says it was told by the rater. */
export const contact = { note: '电话联系,申请人陈述了三次往返的经过' };
/** What it did about it. */
export const answer = { finding: 'rectified', words: '已向申请人致歉,窗口改为一次告知' };
/** What the rater says of that. */
export const callBack = { note: '申请人表示满意', newLevel: 4 };
