// Servers of the harness listen on this machine alone, on a port nobody else has.

import { createServer } from 'node:net';

/** Opens a server on `port`, or on any free one, and returns the port. */
export const listen = (server, port = 0) =>
  new Promise((opened, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => opened(server.address().port));
  });

/** A port that is free now, for a server that wants to be told. */
export const freePort = async () => {
  const server = createServer();
  const port = await listen(server);
  await new Promise(done => server.close(done));
  return port;
};
