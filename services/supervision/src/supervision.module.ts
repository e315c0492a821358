import { type DynamicModule, Module } from '@nestjs/common';
import { ACCESS_ENTITIES, AccessModule } from '#lib/access';
import { CalendarCopy } from '#lib/calendar-copies';
import { MESSAGING_ENTITIES, MessagingModule } from '#lib/messaging';
import { ServiceKitModule } from '#lib/service-kit';
import { ActOrder } from './act-order/act-order.entity.js';
import { AnswerActOrderController } from './answer-act-order/answer-act-order.controller.js';
import { AnswerActOrder } from './answer-act-order/answer-act-order.js';
import { AppealCardController } from './appeal-card/appeal-card.controller.js';
import { AppealCard } from './appeal-card/appeal-card.js';
import { Card } from './card/card.entity.js';
import { CaseFact } from './case-fact/case-fact.entity.js';
import { Clock } from './clock/clock.entity.js';
import { DueMove } from './clock/due-move.entity.js';
import { DismissAppealController } from './dismiss-appeal/dismiss-appeal.controller.js';
import { DismissAppeal } from './dismiss-appeal/dismiss-appeal.js';
import { ExplainCardController } from './explain-card/explain-card.controller.js';
import { ExplainCard } from './explain-card/explain-card.js';
import { FindActOrdersController } from './find-act-orders/find-act-orders.controller.js';
import { FindActOrders } from './find-act-orders/find-act-orders.query.js';
import { FindCardsController } from './find-cards/find-cards.controller.js';
import { FindCards } from './find-cards/find-cards.query.js';
import { FindClocksController } from './find-clocks/find-clocks.controller.js';
import { FindClocks } from './find-clocks/find-clocks.query.js';
import { FindIndicatorsController } from './find-indicators/find-indicators.controller.js';
import { FindIndicators } from './find-indicators/find-indicators.query.js';
import { FindMovesController } from './find-moves/find-moves.controller.js';
import { FindMoves } from './find-moves/find-moves.query.js';
import { FindRulesController } from './find-rules/find-rules.controller.js';
import { FindRules } from './find-rules/find-rules.query.js';
import { CaseFigure } from './indicator/case-figure.entity.js';
import { Indicator } from './indicator/indicator.entity.js';
import { KeepCalendarOnCalendarPublishedHandler } from './keep-calendar-on-calendar-published/keep-calendar-on-calendar-published.handler.js';
import { KeepCalendar } from './keep-calendar-on-calendar-published/keep-calendar.js';
import { PublishRuleController } from './publish-rule/publish-rule.controller.js';
import { PublishRule } from './publish-rule/publish-rule.js';
import { RaiseCards } from './raise-cards/raise-cards.js';
import { RaiseCardsTimer } from './raise-cards/raise-cards.timer.js';
import { RecordDispatchFactsHandler } from './record-case-facts/record-dispatch-facts.handler.js';
import { RecordEvaluationFactsHandler } from './record-case-facts/record-evaluation-facts.handler.js';
import { RecordFact } from './record-case-facts/record-fact.js';
import { RecordIntakeFactsHandler } from './record-case-facts/record-intake-facts.handler.js';
import { RecordReviewFactsHandler } from './record-case-facts/record-review-facts.handler.js';
import { RecountClocks } from './recount-clocks/recount-clocks.js';
import { RecountClocksTimer } from './recount-clocks/recount-clocks.timer.js';
import { Recount } from './recount/recount.entity.js';
import { RuleVersion } from './rule/rule-version.entity.js';
import { Rule } from './rule/rule.entity.js';
import { SupervisionConfig } from './supervision.config.js';
import { UpholdAppealController } from './uphold-appeal/uphold-appeal.controller.js';
import { UpholdAppeal } from './uphold-appeal/uphold-appeal.js';
import { UrgeDepartmentController } from './urge-department/urge-department.controller.js';
import { UrgeDepartment } from './urge-department/urge-department.js';
import { WatchedCase } from './watched-case/watched-case.entity.js';

const register = [CaseFact, WatchedCase, CalendarCopy, Clock, DueMove, Recount, CaseFigure, Indicator];
const own = [...register, Rule, RuleVersion, Card, ActOrder];
const entities = [...MESSAGING_ENTITIES, ...ACCESS_ENTITIES, ...own];
const timers = [RaiseCardsTimer, RecountClocksTimer];

const handlers = [
  KeepCalendarOnCalendarPublishedHandler,
  RecordIntakeFactsHandler,
  RecordReviewFactsHandler,
  RecordDispatchFactsHandler,
  RecordEvaluationFactsHandler,
];
const controllers = [
  FindClocksController,
  FindMovesController,
  FindCardsController,
  ExplainCardController,
  AppealCardController,
  UpholdAppealController,
  DismissAppealController,
  UrgeDepartmentController,
  FindActOrdersController,
  AnswerActOrderController,
  FindRulesController,
  PublishRuleController,
  FindIndicatorsController,
];
const acts = [
  RecordFact,
  KeepCalendar,
  RaiseCards,
  RecountClocks,
  ExplainCard,
  AppealCard,
  UpholdAppeal,
  DismissAppeal,
];
const moreActs = [UrgeDepartment, AnswerActOrder, PublishRule];
const queries = [FindClocks, FindMoves, FindCards, FindActOrders, FindRules, FindIndicators];

@Module({})
class SupervisionModule {}

/** Wires supervision. @param config its validated environment */
export function supervisionModule(config: SupervisionConfig): DynamicModule {
  const service = 'supervision';
  return {
    module: SupervisionModule,
    imports: [
      ServiceKitModule.forService({ service, config, entities, timers }),
      MessagingModule.forService({ service, natsUrl: config.NATS_URL }),
      AccessModule.forService({ issuer: config.ISSUER }),
    ],
    controllers: [...handlers, ...controllers],
    providers: [{ provide: SupervisionConfig, useValue: config }, ...timers, ...acts, ...moreActs, ...queries],
  };
}
