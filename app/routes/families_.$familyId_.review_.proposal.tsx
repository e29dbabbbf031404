import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ReviewEditor } from '../families/ReviewEditor';
import { ReviewFiguresForm } from '../families/review.form';
import { reviewPage } from '../families/reviewPage.server';
import { previewReview } from '../families/reviews.server';
import { guard } from '../http/guard.server';
import { postedForm } from '../http/postedForm.server';
import { orExplained, orNotFound, parsedForm } from '../http/submit.server';

export const meta: MetaFunction = () => [{ title: '办理年审 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.approve');
  return store.read((read) => orExplained(reviewPage(read, { familyId: params.familyId!, actor })));
}

/** Answers with what the figures lead to; the form goes on with everything that was typed, on the proposed category. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { store } = await guard(request, 'family.approve');
  const submission = parsedForm(await postedForm(request), ReviewFiguresForm);
  if (submission.status !== 'success')
    return data({ lastResult: submission.reply(), preview: null }, { status: 400 });
  const { value } = submission;
  const { category: _, ...typed } = submission.payload;
  const preview = await store.read((read) =>
    orNotFound(previewReview(read, { id: params.familyId!, ...value })),
  );
  const { category } = preview.proposal;
  const initialValue = { ...typed, ...(category ? { category } : {}) };
  return data({ lastResult: { initialValue }, preview });
}

export default function ReviewProposal() {
  const answer = useActionData<typeof action>();
  return <ReviewEditor page={useLoaderData<typeof loader>()} answer={answer} />;
}
