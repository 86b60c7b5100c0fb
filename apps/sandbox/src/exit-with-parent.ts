const checkEveryMs = 1_000;

/** Runs `stop` once the process that started this one is gone, so that a killed parent leaves nothing behind. */
export function exitWithParent(parentPid: number, stop: () => Promise<void>): void {
  const timer = setInterval(() => {
    if (isAlive(parentPid)) return;
    clearInterval(timer);
    void stop();
  }, checkEveryMs);
  timer.unref();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Alive, but another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
