import type { SettingReader, SettingStatement, SettingsFile } from '../facts/settings.ts';

/** Where a file says something: `/home/li/.zshrc`, line 12. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly reader: SettingReader;
  /** Under a condition that was not understood. */
  readonly isConditional: boolean;
  /** Only when this function or alias is called. */
  readonly inFunction?: string;
  /** `vllm.service`. */
  readonly unit?: string;
}

export const placeOf = (
  { path, reader, unit }: SettingsFile,
  { line, inFunction }: Pick<SettingStatement, 'line' | 'inFunction'>,
  isConditional: boolean,
): Place => ({
  file: path,
  line,
  reader,
  isConditional,
  ...(inFunction === undefined ? {} : { inFunction }),
  ...(unit === undefined ? {} : { unit }),
});
