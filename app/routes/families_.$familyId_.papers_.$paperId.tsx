import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { familyView } from '../families/families.server';
import { paperOfFamily } from '../families/papers.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { Facts, LinkButton, Page, Section, TextLink } from '../ui';
import { PAPER_LABELS, PAPER_MEDIA_TYPE_LABELS, sizeText } from '../zh/papers';

export const meta: MetaFunction = () => [{ title: '查看材料 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const { familyId, paperId } = params;
  return store.read(async (read) => {
    const family = await orExplained(familyView(read, familyId!));
    return {
      family: { id: family.id, fileNumber: family.fileNumber, name: family.members[0]?.name ?? '' },
      paper: await orExplained(paperOfFamily(read, { familyId: familyId!, paperId: paperId! })),
      mayRemove: may(actor.roles, 'family.record'),
    };
  });
}

export default function Paper() {
  const { family, paper, mayRemove } = useLoaderData<typeof loader>();
  const { kind, fileName, mediaType, sizeBytes, uploadedBy, uploadedAt } = paper;
  return (
    <Page
      title={PAPER_LABELS[kind]}
      crumbs={[
        { to: paths.families(), label: '家庭档案' },
        { to: paths.family(family.id), label: `${family.name} ${family.fileNumber}` },
        { to: paths.familyPapers(family.id), label: '档案材料' },
      ]}
      actions={
        mayRemove ? (
          <LinkButton to={paths.familyPaperRemove(family.id, paper.id)} tone="danger">
            移除
          </LinkButton>
        ) : null
      }
    >
      <Section title="文件">
        <Facts
          items={[
            { label: '文件名', value: fileName },
            { label: '类型', value: `${PAPER_MEDIA_TYPE_LABELS[mediaType]}，${sizeText(sizeBytes)}` },
            { label: '上传', value: `${uploadedBy} ${uploadedAt}` },
          ]}
        />
      </Section>
      <Section title="内容" description="查看会记入办理经过和操作日志。">
        <Content />
      </Section>
    </Page>
  );
}

function Content() {
  const { family, paper } = useLoaderData<typeof loader>();
  const address = paths.familyPaperContent(family.id, paper.id);
  if (paper.mediaType === 'application/pdf') {
    return (
      <p className="flex flex-wrap gap-4">
        <TextLink to={address} reloadDocument target="_blank" rel="noopener">
          打开 {paper.fileName}
        </TextLink>
        <TextLink to={address} reloadDocument download={paper.fileName}>
          保存到本机
        </TextLink>
      </p>
    );
  }
  return (
    <a href={address} target="_blank" rel="noopener" aria-label={`放大查看 ${paper.fileName}`}>
      <img
        src={address}
        alt={`${PAPER_LABELS[paper.kind]}：${paper.fileName}`}
        className="max-h-[75vh] max-w-full border border-ink-200 object-contain"
      />
    </a>
  );
}
