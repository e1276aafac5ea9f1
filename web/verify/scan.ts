import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';

prepareZXingModule({ overrides: { locateFile: () => new URL(wasm, import.meta.url).href } });

const codes = { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 1 } as const;

/** The text of a QR code in a picture; undefined where there is none. */
export async function readPicture(picture: Blob | ImageData): Promise<string | undefined> {
  const [found] = await readBarcodes(picture, { ...codes, formats: [...codes.formats] });
  return found?.isValid ? found.text : undefined;
}

/** Largest side of what is looked at in a camera's frame, pixels: enough for a code that fills a third of it. */
const largest = 1280;

/**
 * Looks through the camera until a code is seen or the watch is stopped.
 * @returns the means to stop
 * @throws when there is no camera or it may not be used
 */
export async function watch(video: HTMLVideoElement, seen: (text: string) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1920 } },
    audio: false,
  });
  let isOver = false;
  const stop = () => {
    isOver = true;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  video.srcObject = stream;
  await video.play();
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('the browser draws no pictures');
  const look = async (): Promise<void> => {
    if (isOver) return;
    const scale = Math.min(1, largest / Math.max(video.videoWidth, video.videoHeight, 1));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    if (canvas.width > 0 && canvas.height > 0) {
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const text = await readPicture(context.getImageData(0, 0, canvas.width, canvas.height));
      if (text !== undefined && !isOver) {
        stop();
        seen(text);
        return;
      }
    }
    setTimeout(look, 120);
  };
  void look();
  return stop;
}
