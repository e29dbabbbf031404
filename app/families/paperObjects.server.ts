import type { PaperBucket } from '../config.server';
import { Objects } from './objects.server';
import type { PaperStore } from './paperStore.server';

/** Papers in an S3-compatible object store, each as the object `prefix/ab/abcdef…`. */
export class ObjectPaperStore implements PaperStore {
  private readonly objects: Objects;

  constructor(bucket: PaperBucket) {
    this.objects = new Objects(bucket);
  }

  async put(sha256: string, bytes: Uint8Array): Promise<void> {
    if (!(await this.has(sha256))) await this.objects.put(nameOf(sha256), bytes);
  }

  get(sha256: string): Promise<Uint8Array | null> {
    return this.objects.get(nameOf(sha256));
  }

  has(sha256: string): Promise<boolean> {
    return this.objects.has(nameOf(sha256));
  }

  remove(sha256: string): Promise<void> {
    return this.objects.remove(nameOf(sha256));
  }
}

function nameOf(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256}`;
}
