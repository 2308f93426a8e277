import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { REPOSITORY } from './launcher-clone.ts';

interface Entry {
  readonly version?: string;
  readonly optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync(join(REPOSITORY, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Entry>;
};

it('names the optional packages of every platform, without which npm ci refuses the lock', () => {
  const wanted = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({ path, name })),
  );
  expect(wanted.length).toBeGreaterThan(50);
  const unnamed = wanted.filter(
    ({ path, name }) =>
      !(`${path}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages),
  );
  expect(unnamed).toEqual([]);
});

it('names no registry, so that everybody installs from their own', () => {
  expect(Object.keys(packages).length).toBeGreaterThan(50);
  expect(Object.entries(packages).filter(([, entry]) => 'resolved' in entry)).toEqual([]);
});
