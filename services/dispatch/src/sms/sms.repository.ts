import { schedule, type Tx } from '#lib/persistence';
import type { DispatchOrder } from '../order/order.entity.js';
import { SmsMessage } from './sms-message.entity.js';

/** Name of the timer act that sends. */
export const sendSms = 'send-sms';

/** Asks for the message that the result may be fetched. */
export async function requestSms(tx: Tx, order: DispatchOrder): Promise<void> {
  const { orderId: messageId, caseId, region } = order;
  const content = `【政务服务】您办理的“${order.itemName}”(${order.caseNumber})已有结果,${howTo(order.mode)}`;
  await tx.insert(SmsMessage, { messageId, caseId, content, state: 'waiting', requestedAt: tx.now });
  schedule(tx, { kind: sendSms, subjectId: messageId, region, dueAt: tx.now });
}

const howTo = (mode: string): string =>
  mode === 'courier' ? '将按您留下的地址寄出。' : '请携带有效身份证件到大厅统一出件窗口领取。';
