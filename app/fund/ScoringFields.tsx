import type { FieldMetadata } from '@conform-to/react';
import { FormGrid, MoneyField, Section, Stack } from '../ui';
import { SCORING_GROUPS, SCORING_HINTS, SCORING_LABELS, scoringSuffix, scoringValue } from '../zh/scoring';
import { ScoringStand, type ScoringStandProps } from './ScoringFacts';
import { USUAL_SCORING, type ScoringField } from './scoring';

/** The fields of 评分规则, by what they are about; each says what is usual. */
export function ScoringFields({
  fields,
  ...stand
}: ScoringStandProps & { fields: Record<ScoringField, FieldMetadata<unknown>> }) {
  return (
    <Stack>
      <ScoringStand {...stand} />
      {SCORING_GROUPS.map(({ title, description, fields: names }) => (
        <Section key={title} title={title} description={description}>
          <FormGrid columns={3}>
            {names.map((name) => (
              <MoneyField
                key={name}
                field={fields[name]}
                label={SCORING_LABELS[name]}
                suffix={scoringSuffix(name)}
                hint={`${SCORING_HINTS[name]}默认 ${scoringValue(name, USUAL_SCORING[name])}。`}
              />
            ))}
          </FormGrid>
        </Section>
      ))}
    </Stack>
  );
}
