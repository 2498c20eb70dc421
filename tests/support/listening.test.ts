import { describe, expect, it } from 'vitest';
import { whyNotListening } from '../../src/support/listening.ts';

describe('what keeps a server from listening is told by the variable at fault', () => {
  it.each([
    ['ENOTFOUND', 'x86_64-conda-linux-gnu', 8080, 'HOST: "x86_64-conda-linux-gnu" is not an address'],
    ['EAI_AGAIN', 'x86_64-conda-linux-gnu', 8080, 'HOST: "x86_64-conda-linux-gnu" is not an address'],
    ['EAI_NONAME', 'my laptop', 8080, 'HOST: "my laptop" is not an address'],
    ['EADDRNOTAVAIL', '203.0.113.7', 8080, 'HOST: "203.0.113.7" is not an address'],
    ['EADDRNOTAVAIL', '2001:db8::1', 8080, 'HOST: "2001:db8::1" is not an address'],
    ['EAFNOSUPPORT', '::', 8080, 'HOST: "::" is not an address'],
    ['EINVAL', 'fe80::1', 8080, 'HOST: "fe80::1" is not an address'],
    ['EADDRINUSE', '127.0.0.1', 8080, 'PORT: another program listens on port 8080'],
    ['EADDRINUSE', '::1', 3000, 'PORT: another program listens on port 3000'],
    ['EACCES', '127.0.0.1', 80, 'PORT: this user may not listen on port 80'],
    ['EACCES', '::', 443, 'PORT: this user may not listen on port 443'],
    ['EMFILE', '127.0.0.1', 8080, 'PORT: nothing can listen on 127.0.0.1, port 8080: it failed'],
  ])('%s on %s, port %i', (code, host, port, sentence) => {
    expect(whyNotListening(Object.assign(new Error('it failed'), { code }), { host, port, variable: 'PORT' })).toContain(sentence);
  });
});
