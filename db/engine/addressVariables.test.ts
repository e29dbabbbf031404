import { describe, expect, it } from 'vitest';
import { addressVariables } from './snapshot.server';

describe('the address of a database for pg_dump and pg_restore', () => {
  it.each([
    ['postgres://db/bangfu', { PGHOST: 'db', PGPORT: '5432', PGDATABASE: 'bangfu' }],
    [
      'postgres://us%40er:pa%3Ass@127.0.0.1:6432/ban%20gfu',
      { PGHOST: '127.0.0.1', PGPORT: '6432', PGDATABASE: 'ban gfu', PGUSER: 'us@er', PGPASSWORD: 'pa:ss' },
    ],
    [
      'postgres://db/bangfu?sslmode=verify-full&sslrootcert=/etc/bangfu-ca.pem',
      {
        ...{ PGHOST: 'db', PGPORT: '5432', PGDATABASE: 'bangfu' },
        ...{ PGSSLMODE: 'verify-full', PGSSLROOTCERT: '/etc/bangfu-ca.pem' },
      },
    ],
  ])('%s', (url, variables) => {
    expect(addressVariables(url)).toEqual(variables);
  });
});
