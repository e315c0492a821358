/** Where a service's seal keys are and how it draws. */
export interface DocumentsOptions {
  /** JSON file, see `readSealKeys`. */
  sealKeysFile: string;
  /** See `SealPressOptions.mode`. */
  mode: 'thread' | 'inline';
  /** How a paper rests until it is drawn: sealed, or clear where papers name nobody and the service has no key ring. */
  content?: 'sealed' | 'clear';
}

/** Injection token. */
export const DOCUMENTS_OPTIONS = Symbol('documents options');
