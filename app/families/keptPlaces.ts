import { paths } from '../paths';
import { KEPT_LABELS } from '../zh/visit';

/** The forms that keep on the device what could not be sent, each under who filled it in, and then the family. */
export function keptPlaces(staffId: string) {
  return {
    typed: { keptAs: `visit:${staffId}`, label: KEPT_LABELS.visit, to: paths.familyVisit },
    files: { keptAs: `papers:${staffId}`, label: KEPT_LABELS.papers, to: paths.familyPapers },
  };
}
