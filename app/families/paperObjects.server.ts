import type { S3Client } from '@aws-sdk/client-s3';
import type { PaperBucket } from '../config.server';
import type { PaperStore } from './paperStore.server';

const PATIENCE_MS = 20_000;

/**
 * Papers in an S3-compatible object store, each as the object `prefix/ab/abcdef…`. The client is loaded at first use:
 * a centre that keeps its papers in a folder never pays for it.
 */
export class ObjectPaperStore implements PaperStore {
  private client: S3Client | undefined;

  constructor(private readonly bucket: PaperBucket) {}

  async put(sha256: string, bytes: Uint8Array): Promise<void> {
    if (await this.has(sha256)) return;
    const { PutObjectCommand } = await sdk();
    const client = await this.connected();
    await client.send(
      new PutObjectCommand({
        ...this.place(sha256),
        Body: bytes,
        ContentLength: bytes.byteLength,
        ContentType: 'application/octet-stream',
      }),
    );
  }

  async get(sha256: string): Promise<Uint8Array | null> {
    const { GetObjectCommand } = await sdk();
    const client = await this.connected();
    const answer = await orNull(client.send(new GetObjectCommand(this.place(sha256))));
    return answer && answer.Body!.transformToByteArray();
  }

  async has(sha256: string): Promise<boolean> {
    const { HeadObjectCommand } = await sdk();
    const client = await this.connected();
    return (await orNull(client.send(new HeadObjectCommand(this.place(sha256))))) !== null;
  }

  async remove(sha256: string): Promise<void> {
    const { DeleteObjectCommand } = await sdk();
    const client = await this.connected();
    await client.send(new DeleteObjectCommand(this.place(sha256)));
  }

  private place(sha256: string) {
    const { bucket, prefix } = this.bucket;
    return { Bucket: bucket, Key: `${prefix}${sha256.slice(0, 2)}/${sha256}` };
  }

  private async connected(): Promise<S3Client> {
    const { S3Client } = await sdk();
    const { endpoint, region, accessKeyId, secretAccessKey } = this.bucket;
    this.client ??= new S3Client({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      // Stores other than Amazon's name the bucket in the path, and know no checksums of its later years.
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: PATIENCE_MS, requestTimeout: PATIENCE_MS },
    });
    return this.client;
  }
}

function sdk() {
  return import('@aws-sdk/client-s3');
}

/** A missing bucket is a wrong setting, not a missing paper. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && ['NoSuchKey', 'NotFound'].includes(error.name)) return null;
    throw error;
  }
}
