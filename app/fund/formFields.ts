/** The fields that stand once on a target form; their names on paper stand in app/zh/targetForm.ts. */

export const TEXT_FIELDS = [
  'overview',
  'basis',
  'necessity',
  'measures',
  'plan',
  'remarks',
  'overallGoal',
  'annualGoal',
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

export const NAME_FIELDS = ['projectName', 'unitCode', 'useType', 'leader', 'contact', 'phone'] as const;
export type NameField = (typeof NAME_FIELDS)[number];

export const AMOUNT_FIELDS = ['totalFen', 'currentFen', 'previousTotalFen', 'previousCurrentFen'] as const;
export type AmountField = (typeof AMOUNT_FIELDS)[number];

export const DATE_FIELDS = ['startOn', 'endOn'] as const;
export type DateField = (typeof DATE_FIELDS)[number];

export const FORM_FIELDS = [
  'year',
  'centreName',
  ...NAME_FIELDS,
  ...DATE_FIELDS,
  ...AMOUNT_FIELDS,
  ...TEXT_FIELDS,
] as const;
export type FormField = (typeof FORM_FIELDS)[number];
