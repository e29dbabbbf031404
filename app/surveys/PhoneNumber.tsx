import { useFetcher } from '@remix-run/react';
import { paths } from '../paths';
import { Button } from '../ui';
import type { SurveyPerson } from './answers.server';

/** The phone of somebody to be called: masked until it is asked for, which is logged. */
export function PhoneNumber({
  roundId,
  person,
  mayReveal,
}: {
  roundId: string;
  person: SurveyPerson;
  mayReveal: boolean;
}) {
  const fetcher = useFetcher<{ phone: string }>();
  if (fetcher.data) return <strong className="text-lg tabular-nums">{fetcher.data.phone}</strong>;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span className="tabular-nums">{person.phoneMasked}</span>
      {mayReveal ? (
        <fetcher.Form method="post" action={paths.surveyPhone(roundId, person.id)}>
          <Button size="small" type="submit">
            显示号码
          </Button>
        </fetcher.Form>
      ) : null}
    </div>
  );
}
