import { Button, Tag } from 'antd';
import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { asRead } from '../administration/counted.ts';
import { leads } from '../administration/leads.ts';
import { call, Refusal, Unreachable } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';
import { usePages, useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useLanguage, useSay, useWords } from '../language/words.tsx';
import { saveFile } from '../pieces/blob-file.ts';
import { SelectField } from '../pieces/Fields.tsx';
import { nameToKeep } from '../pieces/file-names.ts';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { Problems } from '../pieces/Problems.tsx';
import '../pieces/parts.css';
import { postFile } from '../pieces/post-file.ts';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { csvTemplate, sha256Of } from './csv-template.ts';
import { importStateColours, importStateNames } from './import-states.ts';
import './imports.css';

const words = {
  title: { zh: '批量导入', en: 'Imports' },
  line: {
    zh: '一个文件要么全部导入，要么一行也不导入：先检查每一行，有一处问题就不导入。',
    en: 'A file is imported whole or not at all: every row is checked first, and one that is wrong keeps all of them out.',
  },
  new: { zh: '导入一个文件', en: 'Import a file' },
  kind: { zh: '导入什么', en: 'What is in it' },
  file: { zh: 'CSV 文件', en: 'CSV file' },
  rules: {
    zh: (size: string, rows: string) =>
      `CSV，UTF-8 或 GB18030 编码，最大 ${size} MB，最多 ${rows} 行。Excel 和 WPS 另存为 CSV 即可。`,
    en: (size: string, rows: string) =>
      `CSV in UTF-8 or GB18030, at most ${size} MB and ${rows} rows, as Excel and WPS save it.`,
  },
  choose: { zh: '选择文件', en: 'Choose a file' },
  chosen: {
    zh: (name: string, size: string) => `已选择：${name}（${size} KB）`,
    en: (name: string, size: string) => `Chosen: ${name} (${size} KB)`,
  },
  upload: { zh: '上传', en: 'Upload' },
  again: { zh: '重新上传', en: 'Upload it again' },
  reading: { zh: '正在读取文件…', en: 'Reading the file …' },
  sending: { zh: (percent: number) => `正在上传，${percent}%`, en: (percent: number) => `Uploading, ${percent}%` },
  lost: { zh: '连接中断，文件没有上传完。', en: 'The connection was lost before the file was uploaded.' },
  notTaken: {
    zh: '上传没有被接受：可能已超时或文件太大。请重新上传。',
    en: 'The upload was not taken: it took too long or the file is too large. Try again.',
  },
  tooLarge: { zh: '文件太大。', en: 'The file is too large.' },
  missing: { zh: '请选择文件。', en: 'Choose a file.' },
  stop: { zh: '停止', en: 'Stop' },
  columns: { zh: '各列的要求', en: 'What columns it has' },
  column: { zh: '列', en: 'Column' },
  required: { zh: '必填', en: 'Required' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  example: { zh: '示例', en: 'Example' },
  template: { zh: '下载模板', en: 'Download a template' },
  past: { zh: '导入记录', en: 'Past imports' },
  none: { zh: '还没有导入过。', en: 'Nothing was imported yet.' },
  noKinds: { zh: '本区没有可以批量导入的内容。', en: 'Nothing can be imported in this zone.' },
  name: { zh: '文件', en: 'File' },
  state: { zh: '状态', en: 'State' },
  rows: { zh: '行数', en: 'Rows' },
  bad: { zh: '有问题的行', en: 'Wrong rows' },
  by: { zh: '经手', en: 'By' },
};

type Kinds = Answer<'listImportKinds'>;
type Kind = Kinds['items'][number];

function Columns({ kind }: { kind: Kind }) {
  const w = useWords(words);
  const say = useSay();
  const { language } = useLanguage();
  const save = () => saveFile(new Blob([csvTemplate(kind.columns, language)], { type: 'text/csv' }), `${kind.id}.csv`);
  return (
    <details className="import-columns">
      <summary>{w.columns}</summary>
      <Sheet title={`${say(kind.label)}: ${w.columns}`} quiet>
        <thead>
          <tr>
            <th scope="col">{w.column}</th>
            <th scope="col">{w.required}</th>
            <th scope="col">{w.example}</th>
          </tr>
        </thead>
        <tbody>
          {kind.columns.map(({ name, label, required, example }) => (
            <tr key={name}>
              <th scope="row">
                {say(label)} <small className="soft">{name}</small>
              </th>
              <td>{required ? w.yes : w.no}</td>
              <td>{example}</td>
            </tr>
          ))}
        </tbody>
      </Sheet>
      <p>
        <Button onClick={save}>{w.template}</Button>
      </p>
    </details>
  );
}

type Way =
  | { state: 'idle' }
  | { state: 'reading' }
  | { state: 'sending'; share: number }
  | { state: 'lost' | 'not-taken' };

function NewImport({ kinds: { items, limits } }: { kinds: Kinds }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const navigate = useNavigate();
  const chooser = useRef<HTMLInputElement>(null);
  const leaving = useRef<AbortController>(undefined);
  const [kindId, setKindId] = useState(items.length === 1 ? (items[0]?.id ?? '') : '');
  const [file, setFile] = useState<File>();
  const [way, setWay] = useState<Way>({ state: 'idle' });
  const [error, setError] = useState<unknown>(null);
  const [isTried, setTried] = useState(false);
  const kind = items.find(({ id }) => id === kindId);
  const isMoving = way.state === 'reading' || way.state === 'sending';
  const isTooLarge = file !== undefined && file.size > limits.maximumBytes;

  const send = async () => {
    setTried(true);
    if (!file || !kind || isTooLarge || isMoving) return;
    const mine = new AbortController();
    leaving.current = mine;
    setError(null);
    setWay({ state: 'reading' });
    try {
      const body = { kind: kind.id, fileName: nameToKeep(file.name) ?? 'import.csv', sha256: await sha256Of(file) };
      const announced = await call('createImport', { body }, { key: crypto.randomUUID(), signal: mine.signal });
      setWay({ state: 'sending', share: 0 });
      const onShare = (share: number) => setWay({ state: 'sending', share });
      if (await postFile(announced.upload, file, onShare, mine.signal)) {
        void navigate(`/admin/imports/${announced.import.id}`);
        return;
      }
      setWay(mine.signal.aborted ? { state: 'idle' } : { state: 'not-taken' });
    } catch (problem) {
      if (mine.signal.aborted) return setWay({ state: 'idle' });
      if (problem instanceof Unreachable) return setWay({ state: 'lost' });
      setWay({ state: 'idle' });
      setError(problem);
    }
  };
  const sameAs = error instanceof Refusal && error.code === 'conflict' ? error : undefined;
  return (
    <section className="card">
      <h2>{w.new}</h2>
      <PlainForm
        error={sameAs ? null : error}
        busy={isMoving}
        submit={way.state === 'lost' || way.state === 'not-taken' ? w.again : w.upload}
        onSubmit={() => void send()}
        beside={isMoving && <Button onClick={() => leaving.current?.abort()}>{w.stop}</Button>}
      >
        <SelectField
          path="kind"
          label={w.kind}
          value={kindId}
          onChange={setKindId}
          options={items.map(({ id, label }) => ({ value: id, label: say(label) }))}
          {...(isTried && !kind ? { own: say({ zh: '请选择', en: 'Choose one' }) } : {})}
        />
        {kind && <Columns kind={kind} />}
        <div className={isTried && (!file || isTooLarge) ? 'field field-wrong' : 'field'}>
          <strong>{w.file}</strong>
          <p className="field-hint" id="import-rules">
            {w.rules(dates.number(Math.round(limits.maximumBytes / 1_048_576)), dates.number(limits.maximumRows))}
          </p>
          <input
            ref={chooser}
            type="file"
            hidden
            data-import="file"
            accept=".csv,text/csv"
            onChange={({ target }) => {
              setFile(target.files?.[0]);
              setWay({ state: 'idle' });
              setError(null);
              target.value = '';
            }}
          />
          <div>
            <Button disabled={isMoving} aria-describedby="import-rules" onClick={() => chooser.current?.click()}>
              {w.choose}
            </Button>
          </div>
          <p role="status">{file && <bdi>{w.chosen(file.name, dates.number(Math.ceil(file.size / 1024)))}</bdi>}</p>
          {isTried && !file && <p className="field-problem">{w.missing}</p>}
          {isTooLarge && (
            <p className="field-problem" role="alert">
              {w.tooLarge}
            </p>
          )}
        </div>
        {way.state === 'reading' && <p role="status">{w.reading}</p>}
        {way.state === 'sending' && (
          <div>
            <progress max={100} value={Math.round(way.share * 100)} aria-label={w.upload} />
            <p className="soft">{w.sending(Math.round(way.share * 100))}</p>
          </div>
        )}
        {(way.state === 'lost' || way.state === 'not-taken') && (
          <p role="alert" className="field-problem">
            {way.state === 'lost' ? w.lost : w.notTaken}
          </p>
        )}
        {sameAs && <Problems error={sameAs} />}
      </PlainForm>
    </section>
  );
}

function Past() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const list = usePages('listImports', {});
  return (
    <>
      <h2>{w.past}</h2>
      <Shown of={asRead(list)}>
        {(items) =>
          items.length === 0 ? (
            <p className="soft">{w.none}</p>
          ) : (
            <Sheet title={w.past} quiet>
              <thead>
                <tr>
                  <th scope="col">{w.name}</th>
                  <th scope="col">{w.state}</th>
                  <th scope="col" className="figure">
                    {w.rows}
                  </th>
                  <th scope="col" className="figure">
                    {w.bad}
                  </th>
                  <th scope="col">{w.by}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">
                      <Link to={`/admin/imports/${one.id}`}>
                        <bdi>{one.fileName}</bdi>
                      </Link>
                      <br />
                      <small className="soft">{say(one.label)}</small>
                    </th>
                    <td>
                      <Tag color={importStateColours[one.state]}>{say(importStateNames[one.state])}</Tag>
                    </td>
                    <td className="figure">{one.rows !== undefined && dates.number(one.rows)}</td>
                    <td className="figure">{one.badRows !== undefined && dates.number(one.badRows)}</td>
                    <td>
                      <bdi>{one.createdBy}</bdi>
                      <br />
                      <small className="soft">{dates.moment(one.createdAt)}</small>
                    </td>
                  </tr>
                ))}
              </tbody>
            </Sheet>
          )
        }
      </Shown>
      <More list={list} />
    </>
  );
}

function Page() {
  const w = useWords(words);
  const kinds = useRead('listImportKinds', {}, { fresh: 300_000 });
  return (
    <>
      <Head title={w.title}>{w.line}</Head>
      <Shown of={kinds}>
        {(known) => (known.items.length === 0 ? <p className="soft">{w.noKinds}</p> : <NewImport kinds={known} />)}
      </Shown>
      <Past />
    </>
  );
}

/** Files that were imported, and importing another one. */
export function Imports() {
  return (
    <Gate roles={leads}>
      <Page />
    </Gate>
  );
}
