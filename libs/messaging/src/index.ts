export { announce, type Announced } from './outbox/announce.js';
export { OutboxRow } from './outbox/outbox.entity.js';
export { type Delivery, hear, type Hears, type Meaning, NotYet, recordLateFact } from './inbox/hear.js';
export { Backlog } from './inbox/backlog.js';
export { deliverOnce, type EventHandlers, retryParked } from './inbox/deliver.js';
export { DeadLetterRow, InboxRow, LateFactRow, ParkedRow } from './inbox/inbox.entity.js';
export {
  MESSAGING_ENTITIES,
  messagingTables,
  messagingInsertOnly,
  messagingMigrations,
} from './messaging.migration.js';
export { MessagingModule, type MessagingOptions } from './nest/messaging.module.js';
export { heardBy, OnEvent } from './nest/on-event.js';
export { BusView, type DurableView, type StoredMessage, type StreamView } from './operator/bus-view.js';
export { EventStrategy } from './nest/event.strategy.js';
export { Door, type DoorParts, type Stateful } from './door/door.js';
export { LedgerRow } from './door/ledger.entity.js';
export type { ContentOf, Rule, Transitions } from './door/transitions.js';
export {
  type DeadLetterKey,
  discardDeadLetter,
  discardParked,
  listDeadLetters,
  listParked,
  type OperatorStatement,
  replayDeadLetter,
  replayParked,
} from './inbox/operator.js';
export { type BusReport, type DurableReport, readBus, type StreamReport } from './inspect/read-bus.js';
