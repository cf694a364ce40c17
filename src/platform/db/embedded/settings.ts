/** Any PostgreSQL setting by its name, as in postgresql.conf. */
export type Settings = Record<string, string>

/** The server's settings, said anew at each start so that they live here and not in a file that ages. */
export function settings(socket: string): Settings {
  return { ...reach(socket), ...memory, ...log, timezone: 'UTC' }
}

/** As arguments of `postgres`. */
export function asArguments(all: Settings): string[] {
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

const reach = (socket: string): Settings => ({
  listen_addresses: '',
  unix_socket_directories: socket,
  unix_socket_permissions: '0700',
  port: '5432',
})

/** A small server for one community house: a few tens of megabytes, few processes. */
const memory: Settings = {
  shared_buffers: '32MB',
  // POSIX shared memory is 64 MB or nothing in many containers.
  dynamic_shared_memory_type: 'mmap',
  huge_pages: 'off',
  io_method: 'sync',
  max_worker_processes: '2',
  max_parallel_workers_per_gather: '0',
  autovacuum_worker_slots: '2',
  autovacuum_max_workers: '2',
  // Nothing replicates from here: backups are dumps.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  min_wal_size: '32MB',
  max_wal_size: '512MB',
  jit: 'off',
}

/** Errors go to the client that caused them; their texts quote values, and what people wrote has no place in a log. */
const log: Settings = {
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_line_prefix: '',
  log_timezone: 'UTC',
  lc_messages: 'C',
}
