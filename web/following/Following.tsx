import type { Answer } from '../client/contract.ts';
import { Head } from '../pieces/Head.tsx';
import { StageTag } from '../pieces/StageTag.tsx';

/** What the parties of an application see once it was submitted: where it stands, whose turn it is, what may be done. */
export function Following({ application }: { application: Answer<'readApplication'> }) {
  return (
    <Head title={application.receiptNumber ?? application.id}>
      <StageTag stage={application.stage} />
    </Head>
  );
}
