import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Who makes a request is asked by each loader of its page; they ask together, and get one answer. Only while a page is
 * looked at: a form may change who may do what, and is followed by loaders of its own.
 */
const requests = new AsyncLocalStorage<{ entrance?: Promise<unknown> }>();

/** Answers a request whose loaders share who makes it. */
export function sharingEntrance<T>(answer: () => T): T {
  return requests.run({}, answer);
}

/** Finds out who makes the request, once for all its loaders where they share it. */
export function onceARequest<T>(find: () => Promise<T>): Promise<T> {
  const request = requests.getStore();
  if (!request) return find();
  request.entrance ??= find();
  return request.entrance as Promise<T>;
}
