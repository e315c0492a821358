/** What the local deployment uses of the loader. */
export { seedCatalogue, type SeedFile } from './seed-catalogue.js';
export { SeedFileInvalid } from './seed-file.errors.js';
export { reportLines, type SeedReport } from './seed-report.js';
