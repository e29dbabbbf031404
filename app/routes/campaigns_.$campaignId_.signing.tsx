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
  const campaignId = params.campaignId!;
  const part = Number(new URL(request.url).searchParams.get('part')) || undefined;
  return { campaignId, signing: await orExplained(printSigning(desk, { of: { campaignId }, part })) };
}

export default function CampaignSigning() {
  const { campaignId, signing } = useLoaderData<typeof loader>();
  return (
    <SigningPage
      signing={signing}
      crumbs={[
        { to: paths.campaigns, label: '专项救助活动' },
        { to: paths.campaign(campaignId), label: signing.name },
      ]}
      to={(part) => paths.campaignSigning(campaignId, part)}
      fileTo={(format, part) => paths.campaignSigningFile(campaignId, format, part)}
    />
  );
}
