import { expect, test } from 'vitest';
import { together } from './together';

test('what is asked together is asked before anything is answered, and answered by its name', async () => {
  const course: string[] = [];
  const ask = async (name: string) => {
    course.push(`asked ${name}`);
    await Promise.resolve();
    course.push(`answered ${name}`);
    return name;
  };
  const { b, a, plain } = await together({ a: ask('a'), b: ask('b'), plain: 3 });
  expect([a, b, plain]).toEqual(['a', 'b', 3]);
  expect(course).toEqual(['asked a', 'asked b', 'answered a', 'answered b']);
});

test('of what fails, the first is told', async () => {
  const failing = (name: string) => Promise.reject(new Error(name));
  await expect(together({ well: 1, a: failing('a'), b: failing('b') })).rejects.toThrow('a');
});
