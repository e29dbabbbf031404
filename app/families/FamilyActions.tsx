import { paths } from '../paths';
import { LinkButton } from '../ui';
import { FAMILY_ACTION_LABELS } from '../zh/families';
import type { FamilyAction } from './workflow';

const PLACES: Record<FamilyAction, (id: string) => string> = {
  change: paths.familyEdit,
  change_contact: paths.familyContact,
  submit: paths.familySubmit,
  visit: paths.familyVisit,
  publicise: paths.familyPublicise,
  approve: paths.familyApprove,
  reject: paths.familyReject,
  return: paths.familyReturn,
  exit: paths.familyExit,
};

/** What leads a file onwards. */
const ONWARDS: readonly FamilyAction[] = ['submit', 'visit', 'publicise', 'approve'];
const CLOSING: readonly FamilyAction[] = ['reject', 'exit'];

/** The buttons of what may be done with a file now; the one that leads it onwards stands out. */
export function FamilyActions({ id, actions }: { id: string; actions: readonly FamilyAction[] }) {
  return actions.map((action) => (
    <LinkButton key={action} to={PLACES[action](id)} tone={toneOf(action)}>
      {FAMILY_ACTION_LABELS[action]}
    </LinkButton>
  ));
}

function toneOf(action: FamilyAction) {
  if (ONWARDS.includes(action)) return 'primary';
  return CLOSING.includes(action) ? 'danger' : 'plain';
}
