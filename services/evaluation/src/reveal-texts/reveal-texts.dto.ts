import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** Why the texts must be read; kept in the audit. */
export class RevealTextsRequest {
  @IsString() @IsNotEmpty() @MaxLength(200) purpose: string;
}

/** One text. */
export interface TextView {
  kind: string;
  words: string;
  writtenAt: string;
}
