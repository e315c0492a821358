import { DefaultNamingStrategy } from 'typeorm';

/** `answerDueAt` → `answer_due_at`: tables and columns are snake_case, properties camelCase. */
export class SnakeCase extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined, prefixes: string[]): string {
    const name = customName ?? propertyName.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
    return [...prefixes, name].join('_');
  }
}
