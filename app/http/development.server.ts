import { configuration } from '../config.server';

/** Lets a page exist in development and tests only. @throws Response 404 in production */
export function styleguideOnly(): void {
  if (configuration().environment === 'production')
    throw new Response(null, { status: 404, statusText: 'Not Found' });
}
