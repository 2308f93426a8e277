/** The shells whose startup files are read. `sh` is dash, or bash under that name. */
export const SHELLS = ['sh', 'bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * Who takes a file's assignments: a shell (`profile`), pam_env(8) (`environment`: /etc/environment; `pam`: pam_env.conf), a unit of
 * systemd (`systemd`) with the files that it names (`environment-file`), systemd's managers (`manager`: system.conf; `environment.d`), or
 * a program that looks for `.env` where it runs (`env-file`).
 */
export const SETTING_READERS = [
  'profile',
  'environment',
  'pam',
  'systemd',
  'environment-file',
  'manager',
  'environment.d',
  'env-file',
] as const;
export type SettingReader = (typeof SETTING_READERS)[number];

/**
 * What must hold for a statement to run. `maybe` is a condition that was not understood; `interactive`, `non-interactive`, `bash` and `zsh`
 * are those that startup files ask for most (`case $- in *i*)`, `[ -n "$BASH_VERSION" ]`).
 */
export const SETTING_GUARDS = ['interactive', 'non-interactive', 'bash', 'zsh', 'maybe'] as const;
export type SettingGuard = (typeof SETTING_GUARDS)[number];

interface Placed {
  /** Counts from 1. */
  readonly line: number;
  readonly guards: readonly SettingGuard[];
  /** Runs only when this function or alias is called. */
  readonly inFunction?: string;
}

/** One thing that a file does to the variables that matter, in the order of the file. */
export type SettingStatement = Placed &
  (
    | {
        readonly kind: 'set';
        readonly name: string;
        /**
         * Secrets replaced. Literal where `isLiteral`; else every `$` begins `${NAME}`, `${NAME:-text}`, `${NAME-text}`, `${NAME:+text}` or
         * `${NAME+text}`, as sh(1) expands them: `${NO_PROXY},10.0.0.1`.
         */
        readonly value: string;
        readonly isLiteral: boolean;
        readonly isExported: boolean;
      }
    | { readonly kind: 'unset'; readonly name: string }
    /** `export NAME`, `export -n NAME`: the value stays. */
    | { readonly kind: 'export'; readonly name: string; readonly isExported: boolean }
    /** `set -a`, `set +a`: what is assigned after it is exported. */
    | { readonly kind: 'allexport'; readonly isOn: boolean }
    /** `source`, `.`: the files that it reads, none where they could not be told. */
    | { readonly kind: 'source'; readonly paths: readonly string[] }
    | { readonly kind: 'call'; readonly name: string }
    /** The rest of the file (or of the function) does not run. */
    | { readonly kind: 'return' }
    /** Not understood: it may set this variable, or any where the name is empty. */
    | { readonly kind: 'unread'; readonly name: string }
  );

export interface SettingsFile {
  readonly path: string;
  readonly reader: SettingReader;
  /** `denied`, `unread` (no plain file, too large): then nothing is known of what it sets. */
  readonly state: 'read' | 'denied' | 'unread';
  /** ISO 8601: when the file was changed last, by its inode. */
  readonly changedAt?: string;
  /** Of a unit and its files: `vllm.service`. */
  readonly unit?: string;
  readonly statements: readonly SettingStatement[];
}

/** What files say about the variables that decide where requests go, for one user. */
export interface Settings {
  /** The user's home folder; empty where it is not known. */
  readonly home: string;
  /** Where zsh looks for its files: the home folder, or ZDOTDIR. */
  readonly zshFolder: string;
  /** In the order in which systemd, PAM and the shells come upon them. */
  readonly files: readonly SettingsFile[];
  /** There were more files than are read. */
  readonly isTruncated: boolean;
}

/** How a shell was started: what decides which files it reads. */
export interface ShellStart {
  readonly shell: Shell;
  readonly isLogin: boolean;
  /** Absent where it could not be seen. */
  readonly isInteractive?: boolean;
  /** `typed`: someone types into it; `script`: it runs a file; `command`: `-c`. */
  readonly runs: 'typed' | 'script' | 'command';
}

/** One process of a chain of parents, with what of its environment decides where requests go. */
export interface Ancestor {
  readonly pid: number;
  readonly name: string;
  /** ISO 8601. */
  readonly startedAt?: string;
  /** As it was started; `now` for Tongtu's own. Read and without the variable is another thing than not read. */
  readonly environment:
    | {
        readonly kind: 'read';
        readonly variables: readonly { readonly name: string; readonly value: string }[];
      }
    | { readonly kind: 'unread'; readonly why: 'denied' | 'torn' | 'gone' };
  readonly shell?: ShellStart;
  /** The unit whose cgroup it is in: `vllm.service`; absent outside of services. */
  readonly unit?: string;
}

/** Where a process's variables come from: the process and those above it, nearest first. */
export interface Lineage {
  /** The key of the `settings` of its user. */
  readonly settings: string;
  readonly chain: readonly Ancestor[];
}
