import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patientServer } from './patience.server';

const echo: RequestListener = (request, response) => {
  text(request).then(
    (body) => response.end(body),
    () => response.destroy(),
  );
};
const server = patientServer(echo, { headersMs: 150, requestMs: 300, lookEveryMs: 50 });

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => server.close());

/** What comes back until the server hangs up. */
async function answerTo(bytes: string): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

describe('whoever is not understood is told so and cut off', () => {
  it.each([
    ['slow within the headers', 'POST / HTTP/1.1\r\nHost: a\r\nX-Slow: '],
    ['slow within the body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\na'],
  ])('%s', async (_, bytes) => expect(await answerTo(bytes)).toMatch(/^HTTP\/1\.1 408/));

  it('and whoever sends an address that is too long, by a page', async () =>
    expect(await answerTo(`GET /families?search=${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 [^]*text\/html[^]*<h1>网址太长<\/h1>/,
    ));

  it('but not who sends everything', async () =>
    expect(
      await answerTo('POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1\r\n\r\na'),
    ).toMatch(/^HTTP\/1\.1 200[^]*a$/));
});
