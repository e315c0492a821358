import { loadConfig, serve, type Served } from '#lib/service-kit';
import { CatalogueConfig } from './catalogue.config.js';
import { catalogueModule } from './catalogue.module.js';

/** Starts the item register. @param config its validated environment */
export async function startCatalogue(config: CatalogueConfig = loadConfig(CatalogueConfig)): Promise<Served> {
  return serve('catalogue', catalogueModule(config), config);
}
