import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '#lib/service-kit';

/** Which rectifications to list. */
export class ListRectificationsQuery extends PageQuery {
  @IsOptional() @IsIn(['opened', 'contacted', 'answered', 'appealed', 'called-back', 'closed']) state?: string;
  @IsOptional() @IsString() @MaxLength(40) caseId?: string;
  @IsOptional() @IsString() @MaxLength(40) departmentId?: string;
}

/** A rectification with its limits; what was written is read through its occasion. */
export interface RectificationView {
  rectificationId: string;
  occasionId: string;
  caseId: string;
  itemName: string;
  departmentId: string;
  level: number;
  state: string;
  version: number;
  contactDueAt: string;
  dueAt: string;
  calendarVersion: string;
  openedAt: string;
  contactedAt: string | null;
  answeredAt: string | null;
  reopenedAt: string | null;
  closedAt: string | null;
  finding: string;
  appealGround: string;
  newLevel: number;
}
