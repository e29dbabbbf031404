import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { createRequestHandler, type RequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import closeWithGrace from 'close-with-grace';
import compression from 'compression';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import { closeStore, theStore } from '../../db/client.server';
import { toldFault } from '../../db/engine/fault';
import { configuration } from '../config.server';
import { explainRefusedFile } from './refusedFile.server';
import { plainErrorPage, TOO_LARGE_PAGE } from '../zh/http';
import { incidentNumber, REQUEST_ID_HEADER } from './incident';
import { largestBody } from './largestBody';
import { log } from './log.server';
import { countedNetwork } from './networkAddress.server';
import { patientServer } from './patience.server';
import { routePatterns } from './routePatterns.server';
import { buildOf, placeOf, placesOf } from './routesByPlace.server';
import { clearParkedForms } from './parkedForms.server';
import { takenFrom } from './taken.server';
import { clearSessions } from './session.server';
import { sharingEntrance } from './sharedEntrance.server';
import { requestCount } from '../running.server';
import { clearUnknownLogins } from '../staff/login.server';
import { clearLoginAddresses } from '../staff/loginAddresses.server';

declare module '@remix-run/node' {
  interface AppLoadContext {
    nonce: string;
    requestId: string;
    /** What stands for the network that the request came from; null where it is not known. */
    network: string | null;
    /** Waits until the browser has taken what was written to it. @returns whether it still wants more */
    taken: () => Promise<boolean>;
  }
  /** Types what loaders answer as single fetch sends it. */
  interface Future {
    v3_singleFetch: true;
  }
}

export interface ServeOptions {
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Development only: Vite's middlewares, which then serve the assets too. */
  development?: express.RequestHandler;
  /** What /healthz answers: how the product is, and whether it can serve at all. */
  health: () => Promise<{ status: 'ok' | 'degraded' | 'down' }>;
  /** Is told of every request that was answered, by the pattern of its route. */
  answered?: (request: { route: string; method: string; status: number; seconds: number }) => void;
}

const SESSION_SWEEP_MS = 60 * 60_000;
const STOP_WITHIN_MS = 10_000;
/** What is under way then is cut off: a browser also opens connections that it does not use, and keeps them. */
const ANSWER_WITHIN_MS = 5_000;

/**
 * Opens the database, serves the product on HOST:PORT and stops gracefully on a signal.
 * @returns the address it serves on
 */
export async function serve(options: ServeOptions): Promise<string> {
  const { host, port, logLevel } = configuration();
  log.level = logLevel;
  await theStore();
  const server = await listen(expressApp(options), { host, port });
  const sweep = setInterval(() => {
    // A database that is away at that moment must not end the process: the next one sweeps too.
    swept().catch((error: unknown) => log.error({ err: error }, 'clearing what has expired failed'));
  }, SESSION_SWEEP_MS);
  closeWithGrace({ delay: STOP_WITHIN_MS, logger: { error: tellStop } }, async ({ err }) => {
    if (err) log.error({ err }, 'stopping after an error');
    clearInterval(sweep);
    await closed(server);
    await closeStore();
  });
  const bound = server.address();
  const usedPort = typeof bound === 'object' && bound ? bound.port : port;
  return `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${usedPort}`;
}

/** Why the process ends otherwise than in order. */
function tellStop(said: unknown): void {
  if (typeof said === 'string') log.error({ said }, 'not stopped in order');
  else log.error({ err: said }, 'not stopped in order');
}

async function swept(): Promise<void> {
  const store = await theStore();
  await clearSessions();
  await clearParkedForms();
  await clearUnknownLogins(store);
  await clearLoginAddresses(store);
}

function expressApp({ build, development, health, answered }: ServeOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  // By their number: what a client itself writes into X-Forwarded-For stands before what the proxies add.
  app.set('trust proxy', configuration().proxies);
  app.get('/healthz', (_, response) => void answerHealth(health, response));
  if (answered) app.use(timed(build, answered));
  app.use(requestLog());
  app.use(compression());
  app.use(nonce, securityHeaders(Boolean(development)), readableAddress);
  if (development) app.use(development);
  app.use('/assets', express.static('build/client/assets', { immutable: true, maxAge: '1y' }));
  app.use(express.static('build/client', { maxAge: '1h' }));
  app.use(counted());
  app.use(usedMethodsOnly, sameOriginOnly, boundedBody);
  const answer = pages(build);
  app.use(explainRefusedFile);
  app.all('*', (request, response, next) => {
    const answering = () => answer(request, response, next);
    void (isOnlyLookedAt(request) ? sharingEntrance(answering) : answering());
  });
  app.use(plainError);
  return app;
}

/** Long work beside the pages rests while somebody is answered. */
function counted(): express.RequestHandler {
  const requests = requestCount(configuration().dataDir);
  return (_, response, next) => {
    requests.began();
    response.once('close', () => requests.ended());
    next();
  };
}

function isOnlyLookedAt({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Answers each place of the product by the routes that can fit there, and any other address by all of them. */
function pages(build: ServeOptions['build']): RequestHandler {
  const whole = answering(build);
  if (typeof build === 'function') return whole;
  const byPlace = new Map(
    [...placesOf(build.routes)].map((place) => [place, answering(buildOf(build, place))]),
  );
  return (request, response, next) => {
    const place = placeOf(request.path);
    const answer = place === null ? whole : (byPlace.get(place) ?? whole);
    return answer(request, response, next);
  };
}

function answering(build: ServeOptions['build']): RequestHandler {
  return createRequestHandler({
    build,
    getLoadContext: (request, response) => ({
      nonce: response.locals.nonce as string,
      requestId: request.id as string,
      network: countedNetwork(request.ip),
      taken: () => takenFrom(response),
    }),
  });
}

/** What express itself stumbles over, an address it cannot decode for one: express's own page shows where it stumbled. */
function plainError(error: unknown, request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) return next(error);
  const { status = 500 } = error as { status?: number };
  const requestId = request.id as string;
  if (status >= 500) log.error({ err: error, requestId }, 'request failed');
  response
    .status(status)
    .type('html')
    .send(plainErrorPage(status, incidentNumber(requestId)));
}

async function answerHealth(health: ServeOptions['health'], response: Response): Promise<void> {
  const found = await health();
  if (found.status !== 'ok') log.warn({ health: found }, 'not all is well');
  response
    .status(found.status === 'down' ? 503 : 200)
    .set('Cache-Control', 'no-store')
    .json(found);
}

function timed(build: ServeOptions['build'], answered: NonNullable<ServeOptions['answered']>) {
  const pattern = routePatterns(build);
  return (request: Request, response: Response, next: NextFunction) => {
    const startedAt = performance.now();
    const { method, path } = request;
    response.once('finish', () => {
      const seconds = (performance.now() - startedAt) / 1000;
      void pattern(path).then((route) => answered({ route, method, status: response.statusCode, seconds }));
    });
    next();
  };
}

function requestLog() {
  return pinoHttp({
    logger: log,
    genReqId: (_, response) => {
      const id = randomUUID();
      response.setHeader(REQUEST_ID_HEADER, id);
      return id;
    },
    autoLogging: { ignore: (request) => isAsset(request) },
    serializers: {
      // The path only: what people search for stands in the query. No id of ours has so many digits in a row.
      req: ({ id, method, url }: { id: unknown; method: string; url: string }) => ({
        id,
        method,
        path: url.split('?')[0]!.replace(/\d{13,}/g, '****'),
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      err: ({ raw }: { raw: unknown }) => toldFault(raw),
    },
    customLogLevel: (_, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
  });
}

function isAsset(request: IncomingMessage): boolean {
  return /^\/(assets|node_modules|app|@)/.test(request.url ?? '');
}

function nonce(_: Request, response: Response, next: NextFunction): void {
  response.locals.nonce = randomBytes(16).toString('base64');
  next();
}

function securityHeaders(inDevelopment: boolean) {
  const { secureCookies } = configuration();
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", (_, response) => `'nonce-${(response as Response).locals.nonce}'`],
        styleSrc: inDevelopment ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: inDevelopment ? ["'self'", 'ws:'] : ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // helmet's default, no-referrer, makes browsers send `Origin: null` with every form.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: secureCookies,
  });
}

/** A control character stands in no address of ours; a database or a header that meets one fails. */
function readableAddress(request: Request, response: Response, next: NextFunction): void {
  if (!/%(0[0-9a-f]|1[0-9a-f]|7f)/i.test(request.path) && !/%00/.test(request.url)) return next();
  const page = plainErrorPage(400, incidentNumber(request.id as string));
  response.status(400).type('html').send(page);
}

/** Pages are asked for by GET and HEAD and send by POST: no route is ever asked in another way. */
function usedMethodsOnly(request: Request, response: Response, next: NextFunction): void {
  if (/^(GET|HEAD|POST)$/.test(request.method)) return next();
  response.status(405).set('Allow', 'GET, HEAD, POST').type('text').send('Method not allowed.');
}

/** Refuses a change that another site asks for. Browsers send Origin with every post, and Sec-Fetch-Site since 2020. */
function sameOriginOnly(request: Request, response: Response, next: NextFunction): void {
  if (request.method === 'GET' || request.method === 'HEAD' || isSameOrigin(request)) return next();
  response.status(403).type('text').send('Cross-origin request refused.');
}

function isSameOrigin(request: Request): boolean {
  const site = request.get('Sec-Fetch-Site');
  if (site && site !== 'same-origin') return false;
  const origin = request.get('Origin') ?? request.get('Referer');
  if (!origin) return site === 'same-origin';
  try {
    const forwarded = configuration().proxies > 0 ? request.get('X-Forwarded-Host') : undefined;
    return new URL(origin).host === (forwarded ?? request.get('Host'));
  } catch {
    return false;
  }
}

/** Browsers say how long a form is; a body of unsaid length could grow until the memory is full. */
function boundedBody(request: Request, response: Response, next: NextFunction): void {
  if (request.get('Transfer-Encoding')) {
    response.status(411).type('text').send('Content-Length required.');
    return;
  }
  const declared = Number(request.get('Content-Length') ?? 0);
  if (declared > largestBody(request.path)) {
    response.status(413).type('html').send(TOO_LARGE_PAGE);
    return;
  }
  next();
}

function listen(app: Express, { host, port }: { host: string; port: number }): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = patientServer(app);
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), ANSWER_WITHIN_MS).unref();
  });
}
