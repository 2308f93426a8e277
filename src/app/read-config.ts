import { callerOf } from '../adapters/config/caller.ts';
import type { FoundConfig } from '../adapters/config/read-config.ts';
import { readConfig } from '../adapters/config/read-config.ts';
import type { Secrets } from '../adapters/secrets/secrets.ts';
import type { ConfigProblem } from '../domain/config/config-problem.ts';
import type { Result } from '../domain/facts/result.ts';

export interface ReadConfigHere {
  /** The file that was named; without it the nearest one is looked for. */
  readonly file: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly secrets: Secrets;
}

/** The tongtu.yaml that counts for whoever runs Tongtu where it runs; undefined where there is none. */
export const readConfigHere = ({
  file,
  env,
  secrets,
}: ReadConfigHere): Promise<Result<FoundConfig | undefined, ConfigProblem>> => {
  const { uids, home, configHome } = callerOf(env, process.geteuid?.() ?? 0);
  return readConfig({ file, workingFolder: process.cwd(), home, configHome, owners: uids, secrets });
};
