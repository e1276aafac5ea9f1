import { useState } from 'react';
import { industrySections } from '../../shared/domain/industries/sections.ts';
import { useSay, useWords } from '../language/words.tsx';
import { ChoiceField, DayField, SelectField, TextField } from '../pieces/Fields.tsx';
import { judgeCreditCode, tidyCreditCode } from './credit-code.ts';
import type { EmployerEntry } from './entry.ts';

const words = {
  organisation: { zh: '单位信息', en: 'The employer' },
  organisationText: { zh: '请与营业执照（或登记证书）一致。', en: 'As the business licence has it.' },
  nameZh: { zh: '单位名称（中文）', en: 'Name in Chinese' },
  nameEn: { zh: '单位名称（英文）', en: 'Name in English' },
  code: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  codeHint: { zh: '18 位数字和大写字母，见营业执照。', en: '18 digits and capital letters, on the business licence.' },
  codeRight: { zh: '代码校验通过。', en: 'This code is well formed.' },
  codeSign: {
    zh: (sign: string) => `代码中不会出现“${sign}”。字母 I、O、S、V、Z 不用于代码，可能是数字 1、0、5、2。`,
    en: (sign: string) =>
      `“${sign}” never stands in such a code. I, O, S, V and Z are not used in it: look whether it is 1, 0, 5 or 2.`,
  },
  codeShort: {
    zh: (typed: number, of: number) => `已输入 ${typed} 位，应为 ${of} 位。`,
    en: (typed: number, of: number) => `${typed} of ${of} characters.`,
  },
  codeLong: {
    zh: (typed: number, of: number) => `已输入 ${typed} 位，多于 ${of} 位。`,
    en: (typed: number, of: number) => `${typed} characters; a code has ${of}.`,
  },
  codeCheck: {
    zh: '代码校验位不符，其中至少有一位输错，请对照营业执照核对。',
    en: 'The last character does not match the others, so at least one is mistyped. Compare it with the licence.',
  },
  term: { zh: '营业执照有效期', en: 'The business licence' },
  endless: { zh: '长期有效', en: 'runs without end' },
  until: { zh: '有截止日期', en: 'ends on a day' },
  validTo: { zh: '有效期至', en: 'Last day of the licence' },
  address: { zh: '住所（地址）', en: 'Address' },
  legalRepresentative: { zh: '法定代表人', en: 'Legal representative' },
  section: { zh: '行业门类', en: 'Section of industry' },
  sectionHint: {
    zh: '国民经济行业分类（GB/T 4754）的门类，不确定可不填。',
    en: 'Of the national classification of industries (GB/T 4754). Leave it if you are not sure.',
  },
  none: { zh: '不填', en: 'Not stated' },
  industry: { zh: '具体行业', en: 'Industry in your own words' },
  handler: { zh: '经办人', en: 'The handler' },
  handlerText: {
    zh: '负责本单位外国人来华工作事务的人员，通常就是您本人。窗口会按此联系您。',
    en: 'Who handles the permits of your foreign staff, usually yourself. The service desk reaches you there.',
  },
  handlerName: { zh: '姓名', en: 'Name' },
  handlerPhone: { zh: '电话', en: 'Telephone' },
};

type Props = { entry: EmployerEntry; onChange: (change: Partial<EmployerEntry>) => void };

/** The credit code, with what is wrong with it told while it is typed. */
export function CreditCodeField({
  value,
  onChange,
  path = 'unifiedSocialCreditCode',
}: {
  value: string;
  onChange: (code: string) => void;
  path?: string;
}) {
  const w = useWords(words);
  const [left, setLeft] = useState(false);
  const verdict = judgeCreditCode(value);
  const own =
    verdict.state === 'wrong-sign'
      ? w.codeSign(verdict.sign)
      : verdict.state === 'wrong-check'
        ? w.codeCheck
        : verdict.state === 'long'
          ? w.codeLong(verdict.typed, verdict.of)
          : verdict.state === 'short' && left
            ? w.codeShort(verdict.typed, verdict.of)
            : undefined;
  return (
    <div>
      <TextField
        path={path}
        label={w.code}
        hint={w.codeHint}
        value={value}
        own={own}
        onChange={(typed) => onChange(tidyCreditCode(typed))}
        onBlur={() => setLeft(true)}
      />
      <p className="code-told" role="status">
        {verdict.state === 'right' && <span className="code-right">✓ {w.codeRight}</span>}
        {verdict.state === 'short' && !left && <span className="soft">{w.codeShort(verdict.typed, verdict.of)}</span>}
        {own && <span className="visually-hidden">{own}</span>}
      </p>
    </div>
  );
}

/** How the handler is reached; this alone can be changed of a registered employer. */
export function HandlerFields({ entry, onChange }: Props) {
  const w = useWords(words);
  return (
    <div className="form-pair">
      <TextField
        path="handler.name"
        label={w.handlerName}
        autoComplete="name"
        value={entry.handlerName}
        onChange={(handlerName) => onChange({ handlerName })}
      />
      <TextField
        path="handler.phone"
        label={w.handlerPhone}
        type="tel"
        autoComplete="tel"
        value={entry.handlerPhone}
        onChange={(handlerPhone) => onChange({ handlerPhone })}
      />
    </div>
  );
}

/** Everything that is declared of an employer. */
export function EmployerFields({ entry, onChange, isNew }: Props & { isNew?: boolean }) {
  const w = useWords(words);
  const say = useSay();
  return (
    <>
      <section className="card form-part">
        <h2>{w.organisation}</h2>
        <p className="soft">{w.organisationText}</p>
        {isNew && <CreditCodeField value={entry.code} onChange={(code) => onChange({ code })} />}
        <TextField
          path="name.zh"
          label={w.nameZh}
          lang="zh-CN"
          autoComplete="organization"
          value={entry.nameZh}
          onChange={(nameZh) => onChange({ nameZh })}
        />
        <TextField
          path="name.en"
          label={w.nameEn}
          lang="en"
          optional
          value={entry.nameEn}
          onChange={(nameEn) => onChange({ nameEn })}
        />
        <ChoiceField
          path={entry.term === 'until' ? undefined : 'licenceValidTo'}
          label={w.term}
          value={entry.term}
          onChange={(term) => onChange({ term })}
          options={[
            { value: 'endless', label: w.endless },
            { value: 'until', label: w.until },
          ]}
        />
        {entry.term === 'until' && (
          <DayField
            path="licenceValidTo"
            label={w.validTo}
            value={entry.licenceValidTo}
            onChange={(licenceValidTo) => onChange({ licenceValidTo })}
          />
        )}
        <TextField
          path="address"
          label={w.address}
          autoComplete="street-address"
          value={entry.address}
          onChange={(address) => onChange({ address })}
        />
        <TextField
          path="legalRepresentative"
          label={w.legalRepresentative}
          value={entry.legalRepresentative}
          onChange={(legalRepresentative) => onChange({ legalRepresentative })}
        />
        <SelectField
          path="industrySection"
          label={w.section}
          hint={w.sectionHint}
          optional
          none={w.none}
          value={entry.industrySection}
          onChange={(industrySection) => onChange({ industrySection })}
          options={Object.entries(industrySections).map(([value, label]) => ({
            value,
            label: `${value} ${say(label)}`,
          }))}
        />
        <TextField
          path="industry"
          label={w.industry}
          optional
          value={entry.industry}
          onChange={(industry) => onChange({ industry })}
        />
      </section>
      <section className="card form-part">
        <h2>{w.handler}</h2>
        <p className="soft">{w.handlerText}</p>
        <HandlerFields entry={entry} onChange={onChange} />
      </section>
    </>
  );
}
