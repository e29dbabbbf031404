import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ReviewEditor } from '../families/ReviewEditor';
import { ReviewForm } from '../families/review.form';
import { reviewPage } from '../families/reviewPage.server';
import { reviewFamily } from '../families/reviews.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';

export const meta: MetaFunction = () => [{ title: '办理年审 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.approve');
  return store.read((read) => orExplained(reviewPage(read, { familyId: params.familyId!, actor })));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.approve');
  return submit(request, ReviewForm, async (review) => {
    const { dueOn } = await reviewFamily(desk, { id: params.familyId!, ...review });
    return redirectWithNotice(paths.family(params.familyId!), 'family.reviewed', { dueOn });
  });
}

export default function ReviewFamily() {
  const answer = useActionData<typeof action>();
  return <ReviewEditor page={useLoaderData<typeof loader>()} answer={answer} />;
}
