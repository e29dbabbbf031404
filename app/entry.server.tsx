import {
  type ActionFunctionArgs,
  type AppLoadContext,
  type EntryContext,
  type LoaderFunctionArgs,
} from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { theStore, upgradeAtOpening } from '../db/client.server';
import { configuration } from './config.server';
import { prepareDemo as fillDemo } from './demo/demo.server';
import './http/formMessages';
import { RequestIdProvider } from './http/incident';
import { log } from './http/log.server';
import { NonceProvider } from './http/nonce';
import { serve as servePages, type ServeOptions } from './http/serve.server';
import { renderedWhole } from './http/wholeText.server';
import { failedAttempt } from './operations/attempts.server';
import { shutBackupFolders } from './operations/backupFiles.server';
import { dropLeftOfBackups } from './operations/backups.server';
import { currentHealth } from './operations/health.server';
import { countMetrics, serveMetrics } from './operations/metrics.server';
import { requireOwnKey } from './operations/installation.server';
import { isRunning, markRunning } from './running.server';
import { compareOldResults } from './payments/comparedResults.server';
import { Refusal } from './refusal';
import { watchBackups, watchJobs } from './worker.server';
import { mayPass, plainTrouble } from './operations/trouble';
import { startNotes } from './zh/backups';
import { refusalText } from './zh/refusals';

export { faultMessage } from '../db/engine/fault';

/**
 * Serves the product, and sees to the long work beside its pages.
 * @returns the address it serves on, and sentences for whoever runs it
 */
export async function serve(
  options: Pick<ServeOptions, 'build' | 'development'>,
): Promise<{ address: string; notes: string[] }> {
  return atStart(async () => {
    const { metricsPort } = configuration();
    const metrics = metricsPort === null ? null : countMetrics();
    const store = await theStore();
    await requireOwnKey(store);
    await compareOldResults(store);
    const address = await servePages({
      ...options,
      health: currentHealth,
      ...(metrics && { answered: metrics.answered }),
    });
    if (metrics) await serveMetrics(metrics, metricsPort!);
    markRunning(configuration().dataDir);
    watchJobs();
    watchBackups();
    await dropLeftOfBackups().catch((error: unknown) =>
      log.error({ err: error }, 'what killed backups left could not be removed'),
    );
    const { copyBeforeUpgrade } = store;
    const [shut, failed] = [await shutBackupFolders(), await failedAttempt()];
    return { address, notes: startNotes({ copyBeforeUpgrade, shut, failed }) };
  });
}

/** Before it is served: the demo, where nothing is. @returns what to print */
export function prepareDemo(): Promise<string[]> {
  return atStart(fillDemo);
}

/** A start may upgrade the database; what it is refused is an error of that sentence. */
async function atStart<T>(work: () => Promise<T>): Promise<T> {
  upgradeAtOpening(() => isRunning(configuration().dataDir));
  try {
    return await work();
  } catch (error) {
    throw startTrouble(error);
  }
}

/** By its cause is told what only a person can help. */
function startTrouble(error: unknown): unknown {
  const refusal = error instanceof Refusal ? error : plainTrouble(error);
  return refusal ? new Error(refusalText(refusal), { cause: mayPass(refusal) ? error : refusal }) : error;
}

const RENDER_LIMIT_MS = 15_000;

/** Renders a page whole before it is sent, so that an error while rendering still gets its own status. */
export default async function renderPage(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, requestId }: AppLoadContext,
): Promise<Response> {
  let answered = status;
  const page = (
    <RequestIdProvider value={requestId}>
      <NonceProvider value={nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} />
      </NonceProvider>
    </RequestIdProvider>
  );
  const body = await renderedWhole(page, {
    nonce,
    limitMs: RENDER_LIMIT_MS,
    onError(error) {
      answered = 500;
      log.error({ err: error, requestId, path: new URL(request.url).pathname }, 'rendering failed');
    },
  });
  headers.set('Content-Type', 'text/html; charset=utf-8');
  // Pages show people's data: neither a shared cache nor the back button after logging out may keep them.
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  return new Response(new Uint8Array(body), { headers, status: answered });
}

export function handleDataRequest(response: Response): Response {
  if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store');
  return response;
}

/** An error that a loader or action did not expect: into the log, without the form's content. */
export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (request.signal.aborted) return;
  // Asking for what is not there is the asker's error, not the server's.
  if (isRouteErrorResponse(error) && error.status < 500) return;
  const { requestId } = context;
  const path = new URL(request.url).pathname;
  log.error({ err: error, requestId, method: request.method, path }, 'request failed');
}
