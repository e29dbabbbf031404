import { paths } from '../paths';
import { LinkButton } from '../ui';
import { FAMILY_ACTION_LABELS } from '../zh/families';
import type { FamilyAction } from './workflow';

/** Where each action is taken; an objection is answered from the list of them. */
const PLACES: Record<Exclude<FamilyAction, 'handle_objection'>, (id: string) => string> = {
  change: paths.familyEdit,
  change_contact: paths.familyContact,
  change_account: paths.familyAccount,
  submit: paths.familySubmit,
  visit: paths.familyVisit,
  publicise: paths.familyPublicise,
  object: paths.familyObject,
  approve: paths.familyApprove,
  reject: paths.familyReject,
  return: paths.familyReturn,
  review: paths.familyReview,
  exit: paths.familyExit,
  reopen: paths.familyReopen,
};

/** What leads a file onwards. */
const ONWARDS: readonly FamilyAction[] = ['submit', 'visit', 'publicise', 'approve'];
const CLOSING: readonly FamilyAction[] = ['reject', 'exit'];

/** The buttons of what may be done with a file now; the one that leads it onwards stands out. */
export function FamilyActions({ id, actions }: { id: string; actions: readonly FamilyAction[] }) {
  return actions.map((action) =>
    action === 'handle_objection' ? null : (
      <LinkButton key={action} to={PLACES[action](id)} tone={toneOf(action)}>
        {FAMILY_ACTION_LABELS[action]}
      </LinkButton>
    ),
  );
}

function toneOf(action: FamilyAction) {
  if (ONWARDS.includes(action)) return 'primary';
  return CLOSING.includes(action) ? 'danger' : 'plain';
}
