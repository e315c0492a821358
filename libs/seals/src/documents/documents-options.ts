/** Where a service's seal keys are and how it draws. */
export interface DocumentsOptions {
  /** JSON file, see `readSealKeys`. */
  sealKeysFile: string;
  /** See `SealPressOptions.mode`. */
  mode: 'thread' | 'inline';
}

/** Injection token. */
export const DOCUMENTS_OPTIONS = Symbol('documents options');
