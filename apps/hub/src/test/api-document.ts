import { buildOpenApiDocument } from '@shopfleet/contracts';
import { z } from 'zod';

const schemaShape: z.ZodType<JsonSchema> = z.lazy(() => z.looseObject({})) as z.ZodType<JsonSchema>;

/** The part of JSON Schema that our document uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

const operationSchema = z.object({
  'x-access': z.string(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(['path', 'query', 'header', 'cookie']),
        required: z.boolean().optional(),
        schema: schemaShape,
      }),
    )
    .default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: schemaShape })) }).optional(),
  responses: z.record(z.string(), z.unknown()),
});
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), schemaShape).default({}) }),
});

export interface Operation extends z.infer<typeof operationSchema> {
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

export const components = documentSchema.parse(JSON.parse(JSON.stringify(buildOpenApiDocument()))).components.schemas;

/** Every operation of the OpenAPI document. */
export function readOperations(): Operation[] {
  const { paths } = documentSchema.parse(JSON.parse(JSON.stringify(buildOpenApiDocument())));
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const upper = method.toUpperCase();
      return { ...operation, name: `${upper} ${path}`, method: upper, path };
    }),
  );
}
