import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import type { PaperBucket } from '../config.server';

const PATIENCE_MS = 20_000;

/**
 * The objects of an S3-compatible store under one prefix. The client is loaded at first use: a centre that keeps its
 * files in a folder never pays for it.
 */
export class Objects {
  private client: S3Client | undefined;

  constructor(private readonly bucket: PaperBucket) {}

  async put(name: string, bytes: Uint8Array): Promise<void> {
    const { PutObjectCommand } = await sdk();
    const client = await this.connected();
    await client.send(
      new PutObjectCommand({
        ...this.place(name),
        Body: bytes,
        ContentLength: bytes.byteLength,
        ContentType: 'application/octet-stream',
      }),
    );
  }

  async get(name: string): Promise<Uint8Array | null> {
    const { GetObjectCommand } = await sdk();
    const client = await this.connected();
    const answer = await orNull(client.send(new GetObjectCommand(this.place(name))));
    return answer && answer.Body!.transformToByteArray();
  }

  /** An object as it arrives, to be read to its end or destroyed, and of how many bytes it is. */
  async open(name: string): Promise<{ size: number; bytes: Readable } | null> {
    const { GetObjectCommand } = await sdk();
    const client = await this.connected();
    const answer = await orNull(client.send(new GetObjectCommand(this.place(name))));
    return answer && { size: answer.ContentLength!, bytes: answer.Body as Readable };
  }

  async has(name: string): Promise<boolean> {
    const { HeadObjectCommand } = await sdk();
    const client = await this.connected();
    return (await orNull(client.send(new HeadObjectCommand(this.place(name))))) !== null;
  }

  async remove(name: string): Promise<void> {
    const { DeleteObjectCommand } = await sdk();
    const client = await this.connected();
    await client.send(new DeleteObjectCommand(this.place(name)));
  }

  private place(name: string) {
    const { bucket, prefix } = this.bucket;
    return { Bucket: bucket, Key: prefix + name };
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

/** A missing bucket is a wrong setting, not a missing object. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && ['NoSuchKey', 'NotFound'].includes(error.name)) return null;
    throw error;
  }
}
