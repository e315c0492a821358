import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Documents } from './documents.js';
import { DOCUMENTS_OPTIONS, type DocumentsOptions } from './documents-options.js';
import { SealDocumentTimer } from './seal-document.timer.js';

/** Gives a service its sealed papers. The service lists `SealDocumentTimer` among its timers. */
@Global()
@Module({})
export class DocumentsModule {
  /** @param options keys and press */
  static forService(options: DocumentsOptions): DynamicModule {
    return {
      module: DocumentsModule,
      providers: [{ provide: DOCUMENTS_OPTIONS, useValue: options }, Documents, SealDocumentTimer],
      exports: [Documents, SealDocumentTimer],
    };
  }
}
