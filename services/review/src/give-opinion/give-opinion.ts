import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { caseDoor, getCase } from '../case/case.repository.js';
import { getTask, taskDoor } from '../task/task.repository.js';
import type { OpinionAnswer } from './give-opinion.dto.js';

/** Who says what on which task. */
export interface OpinionInput {
  caller: Caller;
  taskId: string;
  /** Of the case that was examined: a task is read with its case, and moves only once. */
  version: number;
  opinion: 'agree' | 'disagree';
  note: string;
}

/** A department speaks on its branch (部门联办). When the case has ended its open tasks are closed, and the door refuses. */
@Injectable()
export class GiveOpinion {
  async execute(tx: Tx, { caller, taskId, version, opinion, note }: OpinionInput): Promise<OpinionAnswer> {
    const scope = await scopeOf(tx, caller);
    const task = await getTask(tx, scope, taskId);
    const it = await getCase(tx, scope, task.caseId);
    const { region, departmentId, caseId } = task;
    const by = await authorise(tx, caller, { region, departmentId, itemId: it.itemId });
    if (taskDoor.allows(task.state, 'opine')) caseDoor.requireVersion(it, version);
    const given = { opinion, note, givenBy: by.personId, givenAt: tx.now };
    await taskDoor.advance(tx, task, 'opine', by, { taskId, caseId, departmentId, opinion }, given);
    return { taskId, caseId, state: task.state, version: task.version, opinion };
  }
}
