import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessLine {
  readonly pid: string;
  readonly command: string;
}

/** Memory that belongs to a process alone, its share of what it shares counted in (PSS), in MB. */
export function memoryMb(pid: string): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1]) / 1024;
}

export function processes(): ProcessLine[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [{ pid, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
      } catch {
        // Gone since the folder was read.
        return [];
      }
    });
}
