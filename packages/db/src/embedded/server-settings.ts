/**
 * Settings for a server that shares a small machine with the hub. Nothing here trades safety for speed: fsync, full page writes and
 * synchronous commit keep their defaults.
 */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  shared_buffers: '48MB',
  maintenance_work_mem: '32MB',
  max_connections: '120',
  max_wal_size: '256MB',
  min_wal_size: '64MB',
  max_wal_senders: '0',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '0',
  autovacuum_max_workers: '2',
  io_method: 'sync',
  huge_pages: 'off',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  cluster_name: 'shopfleet',
  // Statements and details carry people's data; the program logs its own errors.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** Command line of the server: `-c name=value` for each setting, then the port. */
export function serverArguments(clusterDirectory: string, port: number, extra: Readonly<Record<string, string>>): string[] {
  const assignments = Object.entries({ ...settings, ...extra }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', clusterDirectory, '-p', String(port), ...assignments];
}

/** Sort order by code point, from the server itself: the same on every machine, untouched by upgrades of system libraries. */
export function initdbArguments(clusterDirectory: string, passwordFile: string): string[] {
  return [
    ...['-D', clusterDirectory, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'],
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
  ];
}
