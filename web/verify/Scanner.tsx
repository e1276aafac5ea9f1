/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Text } from '../../shared/domain/text.ts';
import { words } from './words.ts';

type Props = { say: (text: Text) => string; isSmall: boolean; onCode: (code: string) => void };

const scanner = () => import('./scan.ts');

/** Three ways to show a code: the camera, a picture, and what another scanner read. */
export function Scanner({ say, isSmall, onCode }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const stop = useRef<(() => void) | undefined>(undefined);
  const [isWatching, setWatching] = useState(false);
  const [trouble, setTrouble] = useState<Text>();
  const [pasted, setPasted] = useState('');

  const end = () => {
    stop.current?.();
    stop.current = undefined;
    setWatching(false);
  };
  useEffect(() => () => stop.current?.(), []);

  const take = (code: string) => {
    end();
    setTrouble(undefined);
    setPasted('');
    onCode(code);
  };

  const start = async () => {
    setTrouble(undefined);
    setWatching(true);
    const module = await scanner().catch(() => undefined);
    if (!module || !video.current) {
      setWatching(false);
      setTrouble(words.scannerLost);
      return;
    }
    try {
      stop.current = await module.watch(video.current, take);
    } catch {
      setWatching(false);
      setTrouble(words.noCamera);
    }
  };

  const readFile = async (file: File | undefined) => {
    if (!file) return;
    setTrouble(undefined);
    const module = await scanner().catch(() => undefined);
    const code = await module?.readPicture(file).catch(() => undefined);
    if (code !== undefined) take(code);
    else setTrouble(module ? words.noCode : words.scannerLost);
  };

  return (
    <section class={isSmall ? 'scanner scanner-small' : 'scanner'}>
      <video ref={video} muted playsInline hidden={!isWatching} aria-label={say(words.looking)} />
      {isWatching && <p role="status">{say(words.looking)}</p>}
      {trouble && (
        <p class="warn" role="alert">
          {say(trouble)}
        </p>
      )}
      <p class="acts">
        {isWatching ? (
          <button type="button" onClick={end}>
            {say(words.stop)}
          </button>
        ) : (
          <button type="button" class={isSmall ? '' : 'primary'} onClick={() => void start()}>
            {say(words.camera)}
          </button>
        )}
        <label class="button">
          {say(words.picture)}
          <input
            type="file"
            accept="image/*"
            class="visually-hidden"
            onChange={({ currentTarget }) => {
              void readFile(currentTarget.files?.[0]);
              currentTarget.value = '';
            }}
          />
        </label>
      </p>
      <details>
        <summary>{say(words.paste)}</summary>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (pasted.trim()) take(pasted.trim());
          }}
        >
          <label>
            <span class="visually-hidden">{say(words.paste)}</span>
            <textarea rows={3} value={pasted} onInput={({ currentTarget }) => setPasted(currentTarget.value)} />
          </label>
          <button type="submit">{say(words.check)}</button>
        </form>
      </details>
    </section>
  );
}
