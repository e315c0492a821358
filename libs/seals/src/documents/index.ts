export { allocateNumber } from './allocate-number.js';
export { DOCUMENT_ENTITIES, documentInsertOnly, documentTables } from './document.migration.js';
export { SealedDocument, SealUse } from './document.entity.js';
export { type DocumentRequest, Documents, type ReadDocument } from './documents.js';
export { DocumentsModule } from './documents.module.js';
export type { DocumentsOptions } from './documents-options.js';
export { readSealKeys, type SealKeys } from './seal-keys.js';
export { SealDocumentTimer } from './seal-document.timer.js';
