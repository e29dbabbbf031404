import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { SigningPage } from '../payments/SigningPage';
import { printSigning } from '../payments/signingLists.server';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.signing.paper.fileName ?? '签收表' },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'list.export');
  const batchId = params.batchId!;
  const part = Number(new URL(request.url).searchParams.get('part')) || undefined;
  return { batchId, signing: await orExplained(printSigning(desk, { of: { batchId }, part })) };
}

export default function BatchSigning() {
  const { batchId, signing } = useLoaderData<typeof loader>();
  return (
    <SigningPage
      signing={signing}
      crumbs={[
        { to: paths.batches(), label: '发放批次' },
        { to: paths.batch(batchId), label: signing.name },
      ]}
      to={(part) => paths.batchSigning(batchId, part)}
      fileTo={(format, part) => paths.batchSigningFile(batchId, format, part)}
    />
  );
}
