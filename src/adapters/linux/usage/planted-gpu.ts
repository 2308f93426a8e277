import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A GPU for tests: a program in a folder of its own, and the state that it shows. */
export interface PlantedGpu {
  /** PATH in which only this program is the GPU's. */
  readonly path: string;
  /** Lines of `pid MiB gpu`: what processes hold. Of those that have ended the driver takes it back. */
  readonly hold: (lines: readonly string[]) => void;
  /** Lines of `utilization used total gpu`, `[N/A]` for a blank. */
  readonly devices: (lines: readonly string[]) => void;
  readonly remove: () => void;
}

const SYSTEM = '/usr/bin:/bin';

/** Answers the two queries as nvidia-smi of driver 550 does, from two files beside it; fails as it does where there is no driver. */
const NVIDIA_SMI = `#!/bin/sh
cd "$(dirname "$0")"
case "$1 $2" in
'--query-gpu=utilization.gpu,memory.used,memory.total,uuid --format=csv,noheader,nounits')
  if [ ! -s devices ]; then
    echo "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver." >&2
    exit 9
  fi
  while read -r load used total gpu; do echo "$load, $used, $total, $gpu"; done < devices ;;
'--query-compute-apps=pid,used_gpu_memory,gpu_uuid --format=csv,noheader,nounits')
  while read -r pid held gpu; do
    if [ -d "/proc/$pid" ]; then echo "$pid, $held, $gpu"; fi
  done < held ;;
*)
  echo "Field is not a valid field to query." >&2
  exit 2 ;;
esac
`;

/** A line an interval, each busier than the one before; never ends. */
const TEGRASTATS = `#!/bin/sh
load=41
while :; do
  echo "11-21-2026 14:03:10 RAM 6712/7620MB (lfb 12x4MB) SWAP 369/3810MB (cached 8MB) CPU [38%@1497,off] EMC_FREQ 61%@2133 GR3D_FREQ $load%@[305,0] NVDEC off APE 200 gpu@49.6C VDD_IN 5251mW/8535mW"
  load=$((load + 1))
  sleep 0.2
done
`;

export const plantGpu = (program: 'nvidia-smi' | 'tegrastats' | 'none'): PlantedGpu => {
  const folder = mkdtempSync(join(tmpdir(), 'tongtu-gpu-'));
  const write = (name: string, lines: readonly string[]): void =>
    writeFileSync(join(folder, name), lines.map((line) => `${line}\n`).join(''));
  write('held', []);
  write('devices', []);
  const text = { 'nvidia-smi': NVIDIA_SMI, tegrastats: TEGRASTATS, none: undefined }[program];
  if (text !== undefined) writeFileSync(join(folder, program), text, { mode: 0o755 });
  return {
    path: `${folder}:${SYSTEM}`,
    hold: (lines) => write('held', lines),
    devices: (lines) => write('devices', lines),
    remove: () => rmSync(folder, { recursive: true }),
  };
};
