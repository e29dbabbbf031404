import { z } from 'zod';

/** A field of a form's schema. */
export interface Leaf {
  /** `staff/staff.form.ts StaffForm name` */
  field: string;
  schema: z.ZodType;
}

/** The fields of a schema, however deep; what no object holds is one field itself. */
function leavesOf(schema: z.ZodType, field = ''): Leaf[] {
  if (schema instanceof z.ZodObject) {
    const shape = Object.entries<z.ZodType>(schema.shape);
    return shape.flatMap(([name, inner]) => leavesOf(inner, field ? `${field}.${name}` : name));
  }
  const nested = insideOf(schema)
    .flatMap((inner) => leavesOf(inner, field))
    .filter((leaf) => leaf.field !== field);
  return nested.length > 0 ? nested : [{ field, schema }];
}

function insideOf(schema: z.ZodType): z.ZodType[] {
  const { innerType, in: before, element, options } = schema.def as unknown as Record<string, unknown>;
  return [innerType, before, element, ...(Array.isArray(options) ? (options as unknown[]) : [])].filter(
    (inner) => inner instanceof z.ZodType,
  );
}

const modules = import.meta.glob<Record<string, unknown>>('../app/**/*.form.ts', { eager: true });

/** Every field of every schema of the product's forms. */
export const formFields: Leaf[] = Object.entries(modules).flatMap(([path, exported]) =>
  Object.entries(exported).flatMap(([name, schema]) =>
    schema instanceof z.ZodType
      ? leavesOf(schema).map((leaf) => ({
          ...leaf,
          field: `${path.replace('../app/', '')} ${name} ${leaf.field}`,
        }))
      : [],
  ),
);
