import type { WorkingCalendar } from '#lib/calendar';

/** A version of the calendar and from when it counts. */
export interface KnownCalendar {
  version: number;
  publishedAt: Date;
  table: WorkingCalendar;
}

/** Every version of the working-day calendar that was heard, oldest version first. */
export class KnownCalendars {
  private readonly byVersion: readonly KnownCalendar[];

  constructor(heard: readonly KnownCalendar[]) {
    this.byVersion = [...heard].sort((a, b) => a.version - b.version);
  }

  /** The newest version, or undefined when none was heard. */
  get newest(): KnownCalendar | undefined {
    return this.byVersion.at(-1);
  }

  /** The version a due date names, or undefined when it was not heard. */
  named(label: string): KnownCalendar | undefined {
    return this.byVersion.find(({ table }) => table.version === label);
  }

  /** The version in force at an instant; before the first was published, the first. Undefined when none was heard. */
  at(instant: Date): KnownCalendar | undefined {
    return this.byVersion.findLast(({ publishedAt }) => publishedAt <= instant) ?? this.byVersion[0];
  }

  /** The versions that replaced one, oldest first. */
  after({ version }: KnownCalendar): readonly KnownCalendar[] {
    return this.byVersion.filter((one) => one.version > version);
  }
}
