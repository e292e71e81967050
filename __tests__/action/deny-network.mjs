/** Loaded into the spawned action: any connection that leaves this machine ends it, loudly. */
import { Socket } from 'node:net';
import process from 'node:process';

const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...given) {
  const [options] = Array.isArray(given[0]) ? given[0] : given;
  const host = typeof options === 'object' && options !== null ? options.host : given[1];
  if (host !== '127.0.0.1') {
    process.stderr.write(`NETWORK DENIED: ${String(host)}\n`);
    process.exit(99);
  }
  return connect.apply(this, given);
};
