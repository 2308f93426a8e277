/** The end of one question's time. `signal` aborts when the time is over, or when the one outside does. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Must be called, else its timer keeps the process alive. */
  readonly clear: () => void;
}

export const startDeadline = (ms: number, outside: AbortSignal | undefined): Deadline => {
  const controller = new AbortController();
  const expire = (): void => controller.abort();
  const timer = setTimeout(expire, ms);
  if (outside?.aborted === true) expire();
  outside?.addEventListener('abort', expire, { once: true });
  return {
    signal: controller.signal,
    clear: () => {
      clearTimeout(timer);
      outside?.removeEventListener('abort', expire);
    },
  };
};
