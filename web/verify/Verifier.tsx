/** @jsxImportSource preact */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Language, Text } from '../../shared/domain/text.ts';
import { chooseLanguage, inLanguage, type MaybeText, presentLanguage, tagOf } from '../language/language.ts';
import { askZone, type Told } from './ask-zone.ts';
import { checkOffline, type Finding } from './check.ts';
import { inspectorToken, signInAsInspector } from './inspector.ts';
import { codeKept } from './kept.ts';
import { type Known, learn, listOf, readKnown } from './known.ts';
import { Scanner } from './Scanner.tsx';
import { verdictWords, words } from './words.ts';

type Result = {
  code: string;
  finding: Finding;
  /** The zone's own answer, once it has come. */
  told?: Told;
  /** Whether the zone was reached: its keys and list are of now. */
  reached?: boolean;
  known?: Known;
};

const codeInAddress = (): string | undefined => (location.hash.length > 1 ? location.hash.slice(1) : undefined);
/** A code that came with the address, or that an inspector had before they signed in. */
const codeGiven = (): string | undefined => codeInAddress() ?? codeKept.take();

const findingOf = async (code: string, known: Known | undefined): Promise<Finding> =>
  checkOffline(
    code,
    known && { zone: known.zone.id, keys: known.keys, withdrawn: known.withdrawn ?? [], list: await listOf(known) },
    Date.now() + (known?.ahead ?? 0),
  );

/** Says in one glance whether a permit holds: first by what this device knows, then by asking the zone. */
export function Verifier() {
  const [language, setLanguage] = useState<Language>(presentLanguage);
  const [result, setResult] = useState<Result>();
  const [zone, setZone] = useState<Known['zone'] | undefined>(() => readKnown()?.zone);
  const present = useRef(0);
  const say = (text: MaybeText) => inLanguage(text, language);

  const verify = useCallback(async (code: string) => {
    present.current += 1;
    const turn = present.current;
    const isCurrent = () => present.current === turn;
    const before = readKnown();
    const first = await findingOf(code, before);
    if (isCurrent()) setResult({ code, finding: first, known: before });
    const [learnt, token] = await Promise.all([
      learn().catch(() => undefined),
      inspectorToken().catch(() => undefined),
    ]);
    if (!isCurrent()) return;
    if (learnt) setZone(learnt.zone);
    const finding = learnt ? await findingOf(code, learnt) : first;
    const isAsked = finding.kind === 'permit' || finding.verdict === 'forged';
    const told = learnt && isAsked ? await askZone(code, token).catch(() => undefined) : undefined;
    if (isCurrent()) setResult({ code, finding, told, reached: learnt !== undefined, known: learnt ?? before });
  }, []);

  useEffect(() => {
    document.documentElement.lang = tagOf(language);
    document.title = say(words.title);
  });

  useEffect(() => {
    const open = () => {
      const code = codeGiven();
      if (code !== undefined) void verify(code);
      return code !== undefined;
    };
    if (!open()) {
      learn().then(
        ({ zone: found }) => setZone(found),
        () => undefined,
      );
    }
    window.addEventListener('hashchange', open);
    return () => window.removeEventListener('hashchange', open);
  }, [verify]);

  const again = () => {
    present.current += 1;
    setResult(undefined);
    history.replaceState(null, '', new URL('verify', document.baseURI));
  };

  const change = () => {
    const other = language === 'zh' ? 'en' : 'zh';
    chooseLanguage(other);
    setLanguage(other);
  };

  return (
    <div class="verifier">
      <header>
        <a class="verifier-home" href={document.baseURI}>
          <img src={new URL('icon.svg', document.baseURI).href} alt="" width="28" height="28" />
          <span>{zone ? say(zone.name) : say(words.home)}</span>
        </a>
        <button type="button" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={change}>
          {say(words.other)}
        </button>
      </header>
      <main>
        {result ? (
          <Shown result={result} language={language} say={say} onAgain={again} />
        ) : (
          <>
            <h1>{say(words.title)}</h1>
            <p>{say(words.intro)}</p>
          </>
        )}
        <Scanner say={say} isSmall={result !== undefined} onCode={verify} />
      </main>
    </div>
  );
}

type Say = (text: MaybeText) => string;

function useDates(language: Language, timeZone: string) {
  const tag = tagOf(language);
  return {
    day: (seconds: number) =>
      new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone }).format(new Date(seconds * 1000)),
    moment: (milliseconds: number) =>
      new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
        new Date(milliseconds),
      ),
  };
}

const sexes: Readonly<Record<'F' | 'M' | 'X', Text>> = { F: words.female, M: words.male, X: words.unspecified };

function Shown({
  result,
  language,
  say,
  onAgain,
}: {
  result: Result;
  language: Language;
  say: Say;
  onAgain: () => void;
}) {
  const { finding, told, reached, known } = result;
  const dates = useDates(language, known?.zone.timeZone ?? 'Asia/Shanghai');
  // The zone sees its own record: what it tells stands before what the device makes out, except that nothing clears a forgery.
  const verdict = told && finding.verdict !== 'unreadable' ? told.verdict : finding.verdict;
  const { word, text, tone, sign } = verdictWords[verdict];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { claims } = finding;
  const rows: [Text, string | undefined][] = claims
    ? [
        [words.name, claims.chineseName ? `${claims.name}（${claims.chineseName}）` : claims.name],
        [words.number, claims.number],
        [words.category, claims.category],
        [words.nationality, claims.nationality],
        [words.sex, say(sexes[claims.sex])],
        [words.from, dates.day(claims.notBefore)],
        [words.to, dates.day(claims.expires - 1)],
        [words.authority, known && say(told?.authority ?? known.zone.authority)],
      ]
    : [];
  return (
    <>
      <section class={`verdict ${tone}`} aria-live="assertive">
        <p class="verdict-sign" aria-hidden="true">
          {sign}
        </p>
        <h1 tabIndex={-1} ref={heading} data-verdict={verdict}>
          {say(word)}
        </h1>
        {finding.kind && <p class="verdict-kind">{say(finding.kind === 'card' ? words.card : words.permit)}</p>}
        <p>{say(text)}</p>
        {known?.zone.rehearsal && claims && <p class="verdict-sample">{say(words.sample)}</p>}
      </section>
      <p class="age" role="status">
        {reached === undefined && say(words.checking)}
        {told && `${say(words.live)} · ${dates.moment(Date.parse(told.checkedAt))}`}
        {!told &&
          reached !== undefined &&
          [
            reached ? '' : say(words.offline),
            finding.asOf ? `${say(words.asOf)} ${dates.moment(finding.asOf)}` : claims ? say(words.never) : '',
            // Dates are judged by this clock: whoever looks can see whether it is right.
            !reached && claims ? `${say(words.clock)} ${dates.moment(Date.now() + (known?.ahead ?? 0))}` : '',
          ]
            .filter(Boolean)
            .join(' · ')}
      </p>
      {!told && finding.isClockBehind && (
        <p class="warn" role="alert">
          {say(words.clockWrong)}
        </p>
      )}
      {rows.length > 0 && (
        <dl>
          {rows
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <div key={label.en}>
                <dt>{say(label)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      )}
      {told?.record && <Record record={told.record} say={say} />}
      <p class="acts">
        <button type="button" class="primary" onClick={onAgain}>
          {say(words.again)}
        </button>
        {told && !told.record && finding.kind === 'permit' && (
          <button type="button" onClick={() => void signInAsInspector(result.code)}>
            {say(words.inspector)}
          </button>
        )}
      </p>
    </>
  );
}

function Record({ record, say }: { record: NonNullable<Told['record']>; say: Say }) {
  return (
    <section class="record">
      <h2>{say(words.record)}</h2>
      {!record.photoMatches && <p class="warn">{say(words.photoDiffers)}</p>}
      <img src={record.photoUrl} alt={say(words.photo)} />
      <dl>
        {(
          [
            [words.name, record.chineseName ? `${record.name}（${record.chineseName}）` : record.name],
            [words.birth, record.birthDate],
            [words.passport, `${record.passport.number} · ${record.passport.issuingState}`],
            [words.nationality, record.nationality],
            [words.employer, say(record.employer)],
            [words.post, record.post],
            [words.workplace, record.workplace],
          ] as const
        ).map(([label, value]) => (
          <div key={label.en}>
            <dt>{say(label)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
