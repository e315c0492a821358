import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/**
 * Counts, from now on, how often this process asks a server and waits: what is written after something was read begins a
 * round trip, what is written before the answer belongs to it. The database cannot tell, for it counts statements, and
 * several may come at once.
 *
 * @param port of the server
 * @returns how many there were so far
 */
export function countRoundTrips(port: number): () => number {
  let trips = 0;
  subscribe('net.client.socket', (message) => {
    const { socket } = message as { socket: Socket };
    // Before it connects, a socket gives itself its own way of writing back.
    socket.once('connect', () => {
      if (socket.remotePort === port) countWrites(socket, () => (trips += 1));
    });
  });
  return () => trips;
}

function countWrites(socket: Socket, trip: () => void): void {
  let read = -1;
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  socket.write = (...args: unknown[]) => {
    if (socket.bytesRead !== read) trip();
    read = socket.bytesRead;
    return write(...args);
  };
}
