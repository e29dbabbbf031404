import type { NextFunction, Request, Response } from 'express';
import { fileRefusedPage } from '../zh/http';

/**
 * A file that may not be had, or not now, is answered without a page around it: whoever followed a link there gets the
 * sentence, and a way back. Pages and what scripts ask for bring their own content.
 */
export function explainRefusedFile(request: Request, response: Response, next: NextFunction): void {
  if (request.method !== 'GET' || request.path.endsWith('.data')) return next();
  const sentences: string[] = [];
  const write = response.write.bind(response) as (...given: unknown[]) => boolean;
  const end = response.end.bind(response) as (...given: unknown[]) => Response;
  response.write = ((...given: unknown[]) => {
    if (!isBare(response)) return write(...given);
    sentences.push(Buffer.from(given[0] as Uint8Array).toString('utf8'));
    return true;
  }) as Response['write'];
  response.end = ((...given: unknown[]) => {
    if (!isBare(response)) return end(...given);
    const page = fileRefusedPage(response.statusCode, sentences.join(''));
    response.type('html');
    return end(page);
  }) as Response['end'];
  next();
}

function isBare(response: Response): boolean {
  if (response.headersSent) return false;
  const type = response.getHeader('Content-Type');
  if (response.statusCode === 409) return String(type).startsWith('text/plain');
  return (response.statusCode === 403 || response.statusCode === 404) && type === undefined;
}
