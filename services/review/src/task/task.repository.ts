import type { EventAuthority } from '#lib/contracts';
import { Door } from '#lib/messaging';
import { type RegionScope, type Tx, withinRegion } from '#lib/persistence';
import { DomainError } from '#lib/service-kit';
import { Task } from './task.entity.js';
import { taskTransitions } from './task.states.js';

/** The only writer of tasks. */
export const taskDoor = new Door({
  aggregate: 'task',
  noun: { zh: '会办任务', en: 'task' },
  entity: Task,
  key: 'taskId',
  transitions: taskTransitions,
});

/** A task of the actor's region. @throws DomainError `task.not-found` */
export async function getTask(tx: Tx, scope: RegionScope, taskId: string): Promise<Task> {
  const task = await tx.findOne(Task, { where: { taskId } });
  if (task !== undefined && withinRegion(scope, task.region)) return task;
  const sentence = { zh: '没有找到这个会办任务。', en: 'There is no such task.' };
  throw new DomainError('task.not-found', 'not-found', sentence, [], task !== undefined);
}

/** The tasks of a case in the order of its plan; a plan names at most a few dozen departments. */
export async function listTasks(tx: Tx, caseId: string): Promise<Task[]> {
  return tx.find(Task, { where: { caseId }, order: { taskId: 'ASC' }, take: 100 });
}

/** Closes what is left of a case that has ended: the lead's task, and every branch that has not spoken. */
export async function closeTasks(tx: Tx, tasks: readonly Task[], by: EventAuthority): Promise<void> {
  for (const task of tasks) {
    if (task.state === 'open' || (task.lead && task.state === 'opined'))
      await taskDoor.advance(tx, task, 'close', by, null);
  }
}
