import { Body, Controller, type DynamicModule, Get, HttpCode, Module, Param, Post, Query, Req } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDateString,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { runMigrations, text, timerTables, whole, Work } from '#lib/persistence';
import { openStand, type Stand } from '#lib/testing';
import {
  ActParam,
  type ActRequest,
  Acts,
  businessTimeTables,
  DomainError,
  type ErrorKind,
  idempotencyTables,
  IfMatch,
  newId,
  PageQuery,
  serve,
  type Served,
  ServiceConfig,
  ServiceKitModule,
} from '../src/index.js';

/** A note somebody left at the desk. */
@Entity({ name: 'note' })
export class Note {
  @PrimaryColumn({ type: 'varchar', length: 40 }) noteId: string;
  @text(60) title: string;
  @whole() copies: number;
}

export class SignatureBody {
  @IsString() @Length(2, 20) name: string;
  @IsOptional() @Matches(/^\d{6}$/, { message: 'region must be six digits' }) region?: string;
}

export class LeaveNoteRequest {
  @IsString() @IsNotEmpty() @MaxLength(60) title: string;
  @IsIn(['paper', 'voice']) form: 'paper' | 'voice';
  @IsInt() @Min(1) @Max(9) copies = 1;
  @IsOptional() @IsBoolean() urgent?: boolean;
  @IsOptional() @IsDateString() readBy?: string;
  @IsOptional() @IsISO8601() writtenOn?: string;
  @IsArray() @ArrayUnique() @IsString({ each: true }) @MaxLength(10, { each: true }) labels: string[] = [];
  @ArrayMinSize(1)
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => SignatureBody)
  signatures: SignatureBody[];
  @IsOptional() @ValidateNested() @Type(() => SignatureBody) witness?: SignatureBody;
}

export class FindNotesQuery extends PageQuery {
  @IsOptional() @IsIn(['paper', 'voice']) form?: string;
}

/** Thrown by the route that fails, by name. */
export const faults = new Map<string, unknown>();

@Controller('notes')
export class NotesController {
  constructor(
    private readonly acts: Acts,
    private readonly work: Work,
  ) {}

  @Post()
  async leave(@Body() body: LeaveNoteRequest, @ActParam() act: ActRequest): Promise<{ noteId: string }> {
    return this.acts.once(act, async (tx) => {
      const noteId = newId();
      await tx.insert(Note, { noteId, title: body.title, copies: body.copies });
      return { noteId };
    });
  }

  @Post(':noteId/refuse')
  @HttpCode(200)
  async refuse(@Param('noteId') noteId: string, @ActParam() act: ActRequest): Promise<object> {
    return this.acts.once(act, async (tx) => {
      await tx.insert(Note, { noteId, title: 'refused', copies: 1 });
      throw refusal('conflict');
    });
  }

  @Post(':noteId/read')
  @HttpCode(200)
  read(@Param('noteId') noteId: string, @IfMatch() version: number): object {
    return { noteId, version };
  }

  @Get()
  async list(@Query() query: FindNotesQuery): Promise<{ items: Note[]; limit: number }> {
    const items = await this.work.run(async (tx) => tx.find(Note, { take: query.limit }));
    return { items, limit: query.limit };
  }

  @Get('faults/:name')
  fail(@Param('name') name: string, @Req() request: FastifyRequest): object {
    const fault = faults.get(name);
    if (fault !== undefined) throw fault;
    return { url: request.url };
  }
}

/** A refusal of a kind, with a field at fault. */
export const refusal = (kind: ErrorKind): DomainError =>
  new DomainError('note.refused', kind, { zh: '不收这张便条。', en: 'This note is not taken.' }, [
    { field: 'title', code: 'title.rude', message: { zh: '请改标题', en: 'choose another title' } },
  ]);

class CreateNotes1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const own = 'CREATE TABLE note (note_id varchar(40) PRIMARY KEY, title varchar(60) NOT NULL, copies int NOT NULL)';
    for (const sql of [...idempotencyTables, ...businessTimeTables, ...timerTables, own]) await runner.query(sql);
  }
  async down(): Promise<void> {}
}

@Module({})
class NotesModule {}

/** An answer over HTTP, problem or not. */
export interface Answer {
  status: number;
  headers: Headers;
  body: {
    code?: string;
    detail?: string;
    instance?: string;
    noteId?: string;
    errors?: { field: string; code: string; message: string }[];
  };
}

/** A desk that takes notes, on a real database. */
export class NotesStand {
  private constructor(
    readonly served: Served,
    private readonly servers: Stand,
  ) {}

  static async start(): Promise<NotesStand> {
    const servers = await openStand('intake');
    const migrate = async (url: string) => runMigrations(url, [CreateNotes1700000000000]);
    const config = Object.assign(new ServiceConfig(), {
      MODE: 'development',
      DATABASE_URL: await servers.schema('notes', migrate),
      NATS_URL: servers.nats.urlOf('intake'),
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    });
    const module: DynamicModule = {
      module: NotesModule,
      imports: [ServiceKitModule.forService({ service: 'notes', config, entities: [Note] })],
      controllers: [NotesController],
    };
    return new NotesStand(await serve('notes', module, config, { withoutEvents: true }), servers);
  }

  async close(): Promise<void> {
    await this.served.close();
    await this.servers.close();
  }

  async ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const answer = await fetch(`http://127.0.0.1:${this.served.port}${path}`, init);
    const body: Answer['body'] = JSON.parse(await answer.text());
    return { status: answer.status, headers: answer.headers, body };
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const all = { 'content-type': 'application/json', ...headers };
    return this.ask(path, { method: 'POST', headers: all, body: JSON.stringify(body) });
  }

  async notes(): Promise<Note[]> {
    return this.served.app.get(Work).run(async (tx) => tx.find(Note, { take: 100 }));
  }
}
