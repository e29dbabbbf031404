/** A fixed key, so that the suite writes no key file. */
process.env.BANGFU_KEY ??= Buffer.alloc(32, 7).toString('base64');
process.env.NODE_ENV = 'test';
