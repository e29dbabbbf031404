import { getZodConstraint } from '@conform-to/zod/v4';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listsOf, MOST_ROWS } from '../app/formBounds';

/** Every schema that a page takes its constraints from: conform cannot read one that ends in a transformation. */
const modules = import.meta.glob<Record<string, unknown>>('../app/**/*.form.ts', { eager: true });
const schemas = Object.entries(modules).flatMap(([path, exported]) =>
  Object.entries(exported)
    .filter(([name, value]) => name.endsWith('Form') && value instanceof z.ZodType)
    .map(([name, schema]) => ({ name: `${path.replace('../', '')} ${name}`, schema: schema as z.ZodType }))
    // A button alone asks for nothing.
    .filter(({ schema }) => !(schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0)),
);

/** The objects within a schema, itself among them. */
function objectsIn(schema: unknown): z.ZodObject[] {
  if (!(schema instanceof z.ZodType)) return [];
  const {
    innerType,
    in: before,
    out,
    element,
    options,
    shape,
  } = schema.def as unknown as Record<string, unknown>;
  const inner = [innerType, before, out, element, ...Object.values({ ...(options ?? {}), ...(shape ?? {}) })];
  return [...(schema instanceof z.ZodObject ? [schema] : []), ...inner.flatMap(objectsIn)];
}

const rows = (count: number) => Array.from({ length: count }, () => ({}));

describe('the form', () => {
  it('is found', () => expect(schemas.length).toBeGreaterThan(30));
  it.each(schemas)('$name gives its constraints', ({ schema }) => {
    expect(Object.keys(getZodConstraint(schema as z.ZodObject)).length).toBeGreaterThan(0);
  });
  it.each(schemas)('$name passes on no field that it does not name', ({ schema }) => {
    const objects = objectsIn(schema);
    expect(objects.length).toBeGreaterThan(0);
    expect(objects.filter(({ def }) => def.catchall && !(def.catchall instanceof z.ZodNever))).toEqual([]);
  });
  it.each(schemas)('$name says how many each of its lists may have', ({ schema }) => {
    for (const [list, { most }] of listsOf(schema)) {
      expect(most, list).toBeLessThanOrEqual(MOST_ROWS);
      const tooMany = list
        .split('.')
        .reduceRight<unknown>((value, name) => ({ [name]: value }), rows(most + 1));
      const said = schema.safeParse(tooMany).error!.issues.filter(({ code }) => code === 'too_big');
      expect(said.map(({ path, message }) => [path.join('.'), /最多/.test(message)])).toEqual([[list, true]]);
    }
  });
});
