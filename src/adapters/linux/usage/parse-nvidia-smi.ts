/** Memory that one process holds on one GPU. */
export interface ComputeApp {
  readonly pid: number;
  readonly gpu: string;
  /** Absent where the driver does not tell it by process, as under Windows' WDDM. */
  readonly memoryMiB?: number;
}

/** One GPU. Values are absent where its driver does not tell them. */
export interface GpuDevice {
  readonly gpu: string;
  readonly utilizationPercent?: number;
  readonly usedMiB?: number;
  readonly totalMiB?: number;
}

export const COMPUTE_APPS = [
  '--query-compute-apps=pid,used_gpu_memory,gpu_uuid',
  '--format=csv,noheader,nounits',
];
export const DEVICES = [
  '--query-gpu=utilization.gpu,memory.used,memory.total,uuid',
  '--format=csv,noheader,nounits',
];

/**
 * `812, 15234, GPU-8f6d…`: one line a process and GPU, none without processes. `[N/A]`, `[Not Supported]`, `[Insufficient Permissions]` stand
 * for a value that is not told (nvidia-smi(1), drivers 450 to 580).
 */
export const parseComputeApps = (text: string): readonly ComputeApp[] =>
  rows(text).flatMap(([pid, memory, gpu]) => {
    const number = numberOf(pid);
    const memoryMiB = numberOf(memory);
    if (number === undefined || gpu === undefined) return [];
    return [{ pid: number, gpu, ...(memoryMiB === undefined ? {} : { memoryMiB }) }];
  });

/** `37, 15874, 24564, GPU-8f6d…`: one line a GPU, in percent and MiB. */
export const parseDevices = (text: string): readonly GpuDevice[] =>
  rows(text).flatMap(([utilization, used, total, gpu]) => {
    if (gpu === undefined) return [];
    const [utilizationPercent, usedMiB, totalMiB] = [utilization, used, total].map(numberOf);
    return [
      {
        gpu,
        ...(utilizationPercent === undefined ? {} : { utilizationPercent }),
        ...(usedMiB === undefined ? {} : { usedMiB }),
        ...(totalMiB === undefined ? {} : { totalMiB }),
      },
    ];
  });

const MOST_ROWS = 4_096;

const rows = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .slice(0, MOST_ROWS)
    .map((line) => line.split(',').map((cell) => cell.trim()));

const numberOf = (cell: string | undefined): number | undefined =>
  cell !== undefined && /^\d{1,9}$/.test(cell) ? Number(cell) : undefined;
