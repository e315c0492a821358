/** The parts of an OpenAPI 3 document that merging touches. */
export interface ServiceDescription {
  paths?: Record<string, object>;
  components?: { schemas?: Record<string, object> };
}

/**
 * Joins the services' OpenAPI documents: paths below `/api/<service>`, schema names with the service before them, so that
 * two services may each have a `CaseAnswer`.
 *
 * @param services name and document; undefined for a service that did not answer
 */
export function mergeDescriptions(services: readonly (readonly [string, ServiceDescription | undefined])[]): object {
  const paths: Record<string, object> = {};
  const schemas: Record<string, object> = {};
  for (const [service, description] of services) {
    if (description === undefined) continue;
    const renamed = renameSchemas(description, service);
    for (const [path, operations] of Object.entries(renamed.paths ?? {})) paths[`/api/${service}${path}`] = operations;
    for (const [name, schema] of Object.entries(renamed.components?.schemas ?? {}))
      schemas[`${service}.${name}`] = schema;
  }
  const missing = services.filter(([, description]) => description === undefined).map(([service]) => service);
  return {
    openapi: '3.0.0',
    info: { title: 'Yichuang 一窗', version: '1', ...(missing.length > 0 ? { 'x-missing': missing } : {}) },
    paths,
    components: { schemas, securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-yichuang' } } },
  };
}

function renameSchemas(description: ServiceDescription, service: string): ServiceDescription {
  const text = JSON.stringify(description);
  return JSON.parse(
    text.replaceAll('"#/components/schemas/', `"#/components/schemas/${service}.`),
  ) as ServiceDescription;
}
