import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  count,
  list,
  number,
  object,
  oneOf,
  openVariants,
  optional,
  pair,
  record,
  text,
  variants,
  yesNo,
} from '../../domain/schema/shape.ts';
import { firstProblem } from './first-problem.ts';

const person = object({ name: text, age: optional(count), tags: list(text) });
const shape = variants(
  'kind',
  object({ kind: oneOf('dot') }),
  object({ kind: oneOf('line'), to: pair(number, number) }),
);

describe('a value is as its schema says, or it is known where not', () => {
  it.each([
    [text, 5, ''],
    [count, 1.5, ''],
    [count, 2 ** 53, ''],
    [number, null, ''],
    [yesNo, 'true', ''],
    [oneOf(4, 6), '4', ''],
    [list(text), {}, ''],
    [list(text), ['a', 1], '[1]'],
    [pair(text, count), ['a'], ''],
    [pair(text, count), ['a', 1, 2], ''],
    [pair(text, count), ['a', 'b'], '[1]'],
    [person, [], ''],
    [person, { name: 'a' }, '.tags'],
    [person, { name: 'a', tags: [], age: null }, '.age'],
    [person, { name: 'a', tags: ['x', 2] }, '.tags[1]'],
    [record(count), { 'a\nb': 1 }, '.a b'],
    [record(count), { '\u001b[31ma\u202eb': 'c' }, '.ab'],
    [record(count), { a: 'b' }, '.a'],
    [shape, {}, '.kind'],
    [shape, { kind: 'circle' }, '.kind'],
    [shape, { kind: 'line', to: [1] }, '.to'],
    [openVariants('kind', person), { kind: 7 }, '.kind'],
  ])('%#: %j', ({ schema }, value, where) => {
    expect(firstProblem(schema, value)).toBe(where);
  });

  it('lets through what newer versions add', () => {
    expect(firstProblem(person.schema, { name: 'a', tags: [], mood: {} })).toBeUndefined();
    expect(firstProblem(openVariants('kind', person).schema, { kind: 'circle', r: [] })).toBeUndefined();
  });

  it('takes nothing from the prototype of an object', () => {
    expect(firstProblem(object({ toString: optional(text) }).schema, {})).toBeUndefined();
    expect(firstProblem(object({ constructor: text }).schema, {})).toBe('.constructor');
    expect(firstProblem(record(text).schema, JSON.parse('{"__proto__":"a"}'))).toBeUndefined();
  });
});

it('accepts every value of a shape, and none in which one part is of another type', () => {
  const people = fc.record(
    { name: fc.string(), age: fc.maxSafeInteger(), tags: fc.array(fc.string()) },
    { requiredKeys: ['name', 'tags'] },
  );
  fc.assert(fc.property(people, (value) => firstProblem(person.schema, value) === undefined));
  fc.assert(
    fc.property(people, fc.constantFrom('name', 'age', 'tags'), fc.boolean(), (value, part, wrong) => {
      expect(firstProblem(person.schema, { ...value, [part]: wrong })).toBe(`.${part}`);
    }),
  );
});
