import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { quietObjectStorage, type PaperBucket } from '../config.server';
import { Refusal } from '../refusal';

/** A store that says nothing for so long is asked again, twice. */
const PATIENCE_MS = 10_000;

/**
 * The objects of an S3-compatible store under one prefix. Every method throws a Refusal papers.away, papers.refused or
 * papers.full where the store does not do what it is asked to. The client is loaded at first use: a centre that keeps its
 * files in a folder never pays for it.
 */
export class Objects {
  private client: S3Client | undefined;

  constructor(
    private readonly bucket: PaperBucket,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  async put(name: string, bytes: Uint8Array): Promise<void> {
    const { PutObjectCommand } = await sdk();
    const client = await this.connected();
    await answered(
      client.send(
        new PutObjectCommand({
          ...this.place(name),
          Body: bytes,
          ContentLength: bytes.byteLength,
          ContentType: 'application/octet-stream',
        }),
      ),
    );
  }

  async get(name: string): Promise<Uint8Array | null> {
    const { GetObjectCommand } = await sdk();
    const client = await this.connected();
    const answer = await orNull(client.send(new GetObjectCommand(this.place(name))));
    return answer && answered(answer.Body!.transformToByteArray());
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
    await answered(client.send(new DeleteObjectCommand(this.place(name))));
  }

  private place(name: string) {
    const { bucket, prefix } = this.bucket;
    return { Bucket: bucket, Key: prefix + name };
  }

  private async connected(): Promise<S3Client> {
    const { S3Client } = await sdk();
    const { endpoint, region, accessKeyId, secretAccessKey } = this.bucket;
    const { patienceMs } = this;
    this.client ??= new S3Client({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      // Stores other than Amazon's name the bucket in the path, and know no checksums of its later years.
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: patienceMs, socketTimeout: patienceMs },
    });
    return this.client;
  }
}

function sdk() {
  quietObjectStorage();
  return import('@aws-sdk/client-s3');
}

/** A missing bucket is a wrong setting, not a missing object. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && ['NoSuchKey', 'NotFound'].includes(error.name)) return null;
    throw trouble(error);
  }
}

async function answered<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw trouble(error);
  }
}

interface Raised {
  name?: string;
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

/** What Amazon's and other stores call it that there is no room left. */
const FULL = /StorageFull|QuotaExceeded|InsufficientStorage|InsufficientCapacity/;

/** Why a store did not do what it was asked to, with its own short word; what nobody knows stays as it is. */
function trouble(error: unknown): unknown {
  const { name = '', code, $metadata } = error as Raised;
  const status = $metadata?.httpStatusCode ?? 0;
  const said = code ?? (status > 0 ? `${name} ${status}` : name);
  if (status === 507 || FULL.test(name)) return new Refusal('papers.full', { said });
  if (status >= 400 && status < 500) return new Refusal('papers.refused', { said });
  const isAway = status >= 500 || name === 'TimeoutError' || /^E[A-Z_]+$/.test(code ?? '');
  return isAway ? new Refusal('papers.away', { said }) : error;
}
