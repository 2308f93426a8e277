import type { Quantiles } from '../../domain/health/summary.ts';
import type { Gpu, Usage } from '../../domain/health/usage.ts';
import type { Catalogue } from '../../messages/catalogue.ts';

/** `8 s`, `2 min 10 s`, `3 h 5 min`. */
export const durationText = (ms: number, { watch }: Catalogue): string => {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 60) return watch.duration.seconds(seconds);
  if (seconds < 3_600) return watch.duration.minutes(Math.floor(seconds / 60), seconds % 60);
  return watch.duration.hours(Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60));
};

/** `5.2 GiB`, `812 MiB`. */
const sizeText = (bytes: number): string => {
  const mebibytes = bytes / 1_024 ** 2;
  if (mebibytes >= 1_024) return `${(mebibytes / 1_024).toFixed(1)} GiB`;
  return `${mebibytes < 10 ? mebibytes.toFixed(1) : Math.round(mebibytes)} MiB`;
};

export const percentText = (percent: number): string =>
  `${percent > 0 && percent < 10 ? percent.toFixed(1) : Math.round(percent)}%`;

export const quantilesText = ({ p50, p95, max }: Quantiles, { watch, words }: Catalogue): string =>
  watch.quantiles(words.milliseconds(p50), words.milliseconds(p95), words.milliseconds(max));

export const rateText = (rate: number): string => (rate < 10 ? rate.toFixed(1) : String(Math.round(rate)));

/** `CPU 143%  memory 5.2 GiB  GPU 37%, 15.2 GiB`: what is not known has a dash, never a 0. */
export const usageText = ({ cpuPercent, memory, gpu }: Usage, { watch }: Catalogue): string => {
  const known: Gpu = gpu.kind === 'known' ? gpu : {};
  const { utilizationPercent: load, memoryBytes: own, deviceMemory: device } = known;
  const isDeviceTold = own === undefined && device !== undefined;
  return [
    watch.cpu(cpuPercent === undefined ? watch.unknown : percentText(cpuPercent)),
    watch.memory(memory === undefined ? watch.unknown : sizeText(memory.bytes)),
    watch.gpu(
      load === undefined ? undefined : percentText(load),
      own === undefined ? undefined : sizeText(own),
      isDeviceTold ? `${sizeText(device.usedBytes)} / ${sizeText(device.totalBytes)}` : undefined,
    ),
  ].join('  ');
};
