import type { DeclaredWay } from '../diagnose/intent.ts';
import type { DeclaredTarget } from './resolve-name.ts';

/** Which way a declared target must go, as an intent says it. */
export const declaredWay = (via: NonNullable<DeclaredTarget['via']>): DeclaredWay =>
  via === 'direct' ? { kind: 'direct' } : { kind: 'proxy', name: via.name, url: via.url };
