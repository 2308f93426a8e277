/**
 * The load of a Jetson's GPU in one line of tegrastats, in percent. The lines of L4T 32 (JetPack 4), 35 and 36 (JetPack 5 and 6) differ before and
 * after, not in this field:
 *
 *     RAM 2448/3956MB (lfb 2x4MB) SWAP 0/1978MB (cached 0MB) CPU [10%@1428,8%@1428] EMC_FREQ 0% GR3D_FREQ 99% PLL@45C …
 *     11-21-2026 14:03:10 RAM 6712/7620MB (lfb 12x4MB) … EMC_FREQ 61%@2133 GR3D_FREQ 99%@[305,0] NVDEC off …
 *
 * GR3D is the integrated GPU (“Reported Statistics” of the tegrastats utility, developer.nvidia.com). RAM is shared by CPU and GPU, and how
 * much the GPU holds is not told.
 */
export const parseTegrastats = (line: string): number | undefined => {
  const percent = /\bGR3D_FREQ (\d{1,3})%/.exec(line)?.[1];
  return percent === undefined ? undefined : Number(percent);
};
