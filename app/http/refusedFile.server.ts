import type { NextFunction, Request, Response } from 'express';
import { fileRefusedPage, plainErrorPage } from '../zh/http';
import { incidentNumber } from './incident';

/**
 * What answers without a page around it, a file that may not be had for one, is answered by a sentence and a way back:
 * somebody followed a link there, or typed the address. Pages and what scripts ask for bring their own content.
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
    // Remix answers 400 where there is only something to send to.
    if (isRemixOwn(response) && response.statusCode < 500) response.status(405);
    const page = isRemixOwn(response)
      ? plainErrorPage(response.statusCode, incidentNumber(request.id as string))
      : fileRefusedPage(response.statusCode, sentences.join(''));
    response.type('html');
    return end(page);
  }) as Response['end'];
  next();
}

function isBare(response: Response): boolean {
  if (response.headersSent) return false;
  if (isRemixOwn(response)) return true;
  const type = response.getHeader('Content-Type');
  if (response.statusCode === 409) return String(type).startsWith('text/plain');
  return (response.statusCode === 403 || response.statusCode === 404) && type === undefined;
}

/** The words of the framework itself, in English and for programs. */
function isRemixOwn(response: Response): boolean {
  const type = String(response.getHeader('Content-Type'));
  if (response.statusCode === 500) return type.startsWith('text/plain');
  return response.hasHeader('X-Remix-Error') && type.startsWith('application/json');
}
