import { office, vllm } from './office.ts';
import type { Scenario } from './scenario.ts';
import { scenario, warning } from './scenario.ts';

/** What startup files do to the shells that read them. */
export const STARTUP_FILES: readonly Scenario[] = [
  scenario({
    name: 'startup-file-that-reads-itself',
    network: office(
      { desk: [vllm()] },
      { etc: { 'bash.bashrc': ['[ -z "$PS1" ] && return', 'source /etc/bash.bashrc'] } },
    ),
    expect: {
      findings: [warning('profile-sources-itself', { proof: 'model', shows: ['setting-slip'] })],
      must: ["sed -i.bak --follow-symlinks '2s/^/: # /' /etc/bash.bashrc"],
    },
  }),
];
