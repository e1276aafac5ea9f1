import { useEffect, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { useWords } from '../language/words.tsx';
import { ChoiceField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import { mayFile, useSelf, useSession } from '../sign-in/self.ts';
import '../pieces/plain-form.css';
import './follow.css';
import { FollowApplication } from './FollowApplication.tsx';
import { FollowInquiry } from './FollowInquiry.tsx';

const words = {
  title: { zh: '查进度', en: 'Follow my case' },
  intro: {
    zh: '凭编号和查询码查询，不需登录。编号和查询码不会出现在网址里。',
    en: 'With a number and its code, without signing in. Neither ever stands in the address of a page.',
  },
  what: { zh: '查什么', en: 'What do you want to follow?' },
  application: { zh: '申请', en: 'An application' },
  inquiry: { zh: '咨询', en: 'A question' },
  signedIn: { zh: '您已登录，可直接查看：', en: 'You are signed in and find everything here:' },
  mine: { zh: '我的申请', en: 'My applications' },
  questions: { zh: '我的咨询', en: 'My questions' },
} as const;

type Followed = { inquiry: string; code: string };

/**
 * A question that was asked a moment ago comes along by the way here, not by the address; it does not stay in the
 * history, where the next person at this computer would find it by going back.
 */
const cameAlong = (state: unknown): Followed | undefined => {
  const { inquiry, code } = (state ?? {}) as Partial<Followed>;
  return typeof inquiry === 'string' && typeof code === 'string' ? { inquiry, code } : undefined;
};

/** Where an application stands, or what a question was answered. */
export function Follow() {
  const w = useWords(words);
  const { state: session } = useSession();
  const self = useSelf();
  const { state: along } = useLocation();
  const navigate = useNavigate();
  const [known] = useState(() => cameAlong(along));
  useEffect(() => {
    if (along) void navigate('.', { replace: true, state: null });
  }, [along, navigate]);
  const [what, choose] = useState<'application' | 'inquiry'>(known ? 'inquiry' : 'application');
  return (
    <>
      <Head title={w.title}>{w.intro}</Head>
      {session !== 'anonymous' && mayFile(self) && (
        <p>
          {w.signedIn} <Link to="/applications">{w.mine}</Link> · <Link to="/inquiries">{w.questions}</Link>
        </p>
      )}
      <div className="card">
        <ChoiceField
          label={w.what}
          value={what}
          options={[
            { value: 'application', label: w.application },
            { value: 'inquiry', label: w.inquiry },
          ]}
          onChange={choose}
        />
        {what === 'application' ? (
          <FollowApplication />
        ) : (
          <FollowInquiry inquiry={known?.inquiry ?? ''} code={known?.code ?? ''} />
        )}
      </div>
    </>
  );
}
