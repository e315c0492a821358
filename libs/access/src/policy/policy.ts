/** The roles of a service hall, by their office names. */
export const roles = [
  'window-clerk', // 综合窗口受理员
  'issue-clerk', // 出件员
  'reviewer', // 审核人
  'chief-representative', // 首席代表
  'cashier', // 收费员
  'hall-manager', // 大厅管理员
  'item-manager', // 事项管理员
  'authority-manager', // 机构人员与授权管理员
  'supervisor', // 监察员
  'auditor', // 审计员
] as const;

/** One of the roles. */
export type Role = (typeof roles)[number];

/** Who may do an act, and on what authority. */
export interface AuthorityRule {
  /** Any one of these, within the staff member's region. */
  roles: readonly Role[];
  /** A citizen may do it in their own matter. */
  own?: true;
  /** The letter that must cover item and date: 受理委托书 for the hall, 首席代表授权书 for the person. */
  letter?: 'acceptance-delegation' | 'chief-authorisation';
  /** The power the letter must give. */
  power?: string;
  /** The staff member must belong to the department the matter lies with. */
  department?: true;
  /** Refused when identity has not been heard for 60 s: the right may have been revoked. */
  fresh?: true;
}

const desk = { roles: ['window-clerk'], letter: 'acceptance-delegation' } as const;
const everyDesk: readonly Role[] = [
  'window-clerk',
  'issue-clerk',
  'reviewer',
  'chief-representative',
  'hall-manager',
  'supervisor',
  'auditor',
];
const ofADepartment: readonly Role[] = ['reviewer', 'chief-representative'];
const overseers: readonly Role[] = ['hall-manager', 'supervisor'];
/** Who watches over limits, and the departments that are watched. */
const watched: readonly Role[] = ['reviewer', 'chief-representative', 'hall-manager', 'supervisor', 'auditor'];
const cashDesk: readonly Role[] = ['cashier', 'hall-manager', 'supervisor', 'auditor'];
const chief = (power: string): AuthorityRule => ({
  roles: ['chief-representative'],
  letter: 'chief-authorisation',
  power,
  department: true,
  fresh: true,
});

/** The one policy: for every act, who may. Reads and lists ask it as acts do. */
export const policy = {
  'item.publish': { roles: ['item-manager'] },
  'item.withdraw': { roles: ['item-manager'] },
  'item.lint': { roles: ['item-manager', 'hall-manager', 'supervisor', 'auditor'] },
  'bundle.publish': { roles: ['item-manager'] },
  'calendar.publish': { roles: ['item-manager'] },
  'organisation.change': { roles: ['authority-manager'] },
  'staff.appoint': { roles: ['authority-manager'] },
  'staff.read': { roles: ['authority-manager', 'hall-manager', 'supervisor', 'auditor'] },
  'authority.grant': { roles: ['authority-manager'] },
  'authority.revoke': { roles: ['authority-manager'] },
  'clock.move': { roles: ['authority-manager'] },
  'application.lodge': { roles: ['window-clerk'], own: true },
  'material.upload': { roles: ['window-clerk'], own: true },
  'material.read': { roles: ['window-clerk', 'reviewer', 'chief-representative'], own: true },
  'case.accept': desk,
  'case.refuse': desk,
  'case.correct': desk,
  'case.cure': { roles: ['window-clerk'], own: true },
  'outstanding-material.cure': { roles: ['window-clerk'], own: true },
  'case.withdraw': { roles: ['window-clerk'], own: true },
  'case.read': { roles: everyDesk, own: true },
  'case.list': { roles: everyDesk, own: true },
  'case.reveal': { roles: ['window-clerk', 'issue-clerk', 'reviewer', 'chief-representative'] },
  'notice.read': { roles: everyDesk, own: true },
  'review.read': { roles: ['reviewer', 'chief-representative', 'hall-manager', 'supervisor', 'auditor'] },
  'review.list': { roles: ['reviewer', 'chief-representative', 'hall-manager', 'supervisor', 'auditor'] },
  'opinion.give': { roles: ['reviewer', 'chief-representative'], department: true },
  'case.decide': chief('decide'),
  'decision.revoke': chief('decide'),
  'withdrawal.grant': chief('grant-withdrawal'),
  'withdrawal.refuse': chief('grant-withdrawal'),
  'clock.stop': { roles: ['reviewer', 'chief-representative'], department: true },
  'clock.resume': { roles: ['reviewer', 'chief-representative'], department: true },
  'limit.extend': chief('extend'),
  'certificate.read': { roles: everyDesk, own: true },
  'certificate.suspend': chief('seal'),
  'certificate.revoke': chief('seal'),
  'order.read': { roles: everyDesk, own: true },
  'order.list': { roles: everyDesk },
  'result.hand-over': { roles: ['issue-clerk'] },
  'result.send': { roles: ['issue-clerk'] },
  'occasion.list': { roles: everyDesk, own: true },
  'occasion.read': { roles: everyDesk, own: true },
  'occasion.invite': { roles: ['window-clerk', 'issue-clerk'] },
  'occasion.evaluate': { roles: [], own: true },
  'evaluation.read-text': { roles: [...ofADepartment, ...overseers], own: true },
  'rectification.list': { roles: [...ofADepartment, ...overseers, 'auditor'], own: true },
  'rectification.read': { roles: [...ofADepartment, ...overseers, 'auditor'], own: true },
  'rectification.contact': { roles: ofADepartment, department: true },
  'rectification.answer': { roles: ofADepartment, department: true },
  'rectification.appeal': { roles: ofADepartment, department: true },
  'rectification.call-back': { roles: overseers },
  'rectification.reopen': { roles: overseers },
  'rectification.close': { roles: overseers },
  'appeal.uphold': { roles: ['supervisor'] },
  'appeal.dismiss': { roles: ['supervisor'] },
  'fraud-signal.list': { roles: ['supervisor', 'auditor'] },
  'bill.issue': { roles: ['cashier'] },
  'bill.read': { roles: cashDesk, own: true },
  'bill.list': { roles: cashDesk, own: true },
  'fee.waive': { roles: ['cashier'], fresh: true },
  'refund.request': { roles: ['cashier'] },
  'refund.approve': { roles: ['cashier'], fresh: true },
  'refund.decline': { roles: ['cashier'], fresh: true },
  'refund.list': { roles: cashDesk },
  'reconciliation.run': { roles: ['cashier'] },
  'reconciliation.read': { roles: cashDesk },
  'difference.settle': { roles: ['cashier'] },
  'audit.read': { roles: ['auditor'] },
  'clock.read': { roles: everyDesk, own: true },
  'clock.list': { roles: ['item-manager', 'hall-manager', 'supervisor', 'auditor'] },
  'card.read': { roles: watched },
  'card.list': { roles: watched },
  'card.explain': { roles: ['reviewer', 'chief-representative'], department: true },
  'card.appeal': { roles: ['reviewer', 'chief-representative'], department: true },
  'card.uphold': { roles: ['supervisor'] },
  'card.dismiss': { roles: ['supervisor'] },
  'card.urge': { roles: ['supervisor'] },
  'act-order.list': { roles: watched },
  'act-order.answer': { roles: ['reviewer', 'chief-representative'], department: true },
  'rule.read': { roles: watched },
  'rule.publish': { roles: ['supervisor'] },
  'indicator.read': { roles: watched },
} as const satisfies Record<string, AuthorityRule>;

/** An act of the office that the policy knows. */
export type Act = keyof typeof policy;
