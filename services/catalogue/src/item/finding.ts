import type { Sentence } from '#lib/service-kit';

/**
 * Something the linter or an import noticed. `reject` keeps a verified item from being published; `warn` asks for a
 * written reason; `note` says what an import could not carry over.
 */
export interface Finding {
  /** Stable, e.g. `material.catch-all`. */
  code: string;
  severity: 'reject' | 'warn' | 'note';
  /** Field path in the item or guide, e.g. `materials.2.name`. */
  path: string;
  message: Sentence;
}
