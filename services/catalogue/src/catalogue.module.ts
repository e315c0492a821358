import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from '#lib/access';
import { MessagingModule } from '#lib/messaging';
import { ServiceKitModule } from '#lib/service-kit';
import { CATALOGUE_ENTITIES } from './catalogue-tables.js';
import type { CatalogueConfig } from './catalogue.config.js';
import { FindBundlesController } from './find-bundles/find-bundles.controller.js';
import { FindBundles } from './find-bundles/find-bundles.query.js';
import { FindCalendarsController } from './find-calendars/find-calendars.controller.js';
import { FindCalendars } from './find-calendars/find-calendars.query.js';
import { FindItemsController } from './find-items/find-items.controller.js';
import { FindItems } from './find-items/find-items.query.js';
import { LintItemController } from './lint-item/lint-item.controller.js';
import { LintItem } from './lint-item/lint-item.query.js';
import { PublishCalendarController } from './publish-calendar/publish-calendar.controller.js';
import { PublishCalendar } from './publish-calendar/publish-calendar.js';
import { PublishItemController } from './publish-item/publish-item.controller.js';
import { PublishItem } from './publish-item/publish-item.js';
import { WithdrawItemController } from './withdraw-item/withdraw-item.controller.js';
import { WithdrawItem } from './withdraw-item/withdraw-item.js';

const controllers = [
  PublishItemController,
  WithdrawItemController,
  PublishCalendarController,
  FindItemsController,
  LintItemController,
  FindBundlesController,
  FindCalendarsController,
];

const acts = [PublishItem, WithdrawItem, PublishCalendar];
const reads = [FindItems, LintItem, FindBundles, FindCalendars];

@Module({})
class CatalogueModule {}

/** Wires the item register. @param config its validated environment */
export function catalogueModule(config: CatalogueConfig): DynamicModule {
  const service = 'catalogue';
  return {
    module: CatalogueModule,
    imports: [
      ServiceKitModule.forService({ service, config, entities: CATALOGUE_ENTITIES }),
      MessagingModule.forService({ service, natsUrl: config.NATS_URL }),
      AccessModule.forService({ issuer: config.ISSUER }),
    ],
    controllers,
    providers: [...acts, ...reads],
  };
}
