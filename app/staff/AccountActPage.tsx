import type { ReactNode } from 'react';
import { paths } from '../paths';
import { Page, Section } from '../ui';

interface AccountActPageProps {
  title: string;
  person: { id: string; name: string };
  /** What is done to whom. */
  act: string;
  children: ReactNode;
}

/** The page of one act on an account, beneath that account. */
export function AccountActPage({ title, person, act, children }: AccountActPageProps) {
  return (
    <Page
      title={title}
      crumbs={[
        { to: paths.staff, label: '账号管理' },
        { to: paths.staffMember(person.id), label: person.name },
      ]}
    >
      <Section title={act}>{children}</Section>
    </Page>
  );
}
