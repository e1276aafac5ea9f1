export type Size = { width: number; height: number };
export type Attempt = Size & { quality: number };

/** The longer side, in pixels, from which a page of writing is surely legible. */
const legible = 1600;
/** What more would only make a scan larger. */
const enough = 3000;

/**
 * How a picture may be made smaller, the best first. It is never made smaller than it must be: a paper stays legible, a
 * photo keeps the size that is asked for.
 * @param least what it must keep at least; none for a paper
 */
export function attempts({ width, height }: Size, least?: Size): Attempt[] {
  const longer = Math.max(width, height);
  const smallest = least ? Math.max(least.width / width, least.height / height) : Math.min(1, legible / longer);
  if (smallest > 1) return [];
  const largest = Math.max(smallest, Math.min(1, enough / longer));
  const found: Attempt[] = [];
  for (let scale = largest; ; scale = Math.max(smallest, scale * 0.8)) {
    for (const quality of [0.9, 0.82, 0.72]) {
      found.push({ width: Math.ceil(width * scale), height: Math.ceil(height * scale), quality });
    }
    if (scale <= smallest) return found;
  }
}

const drawn = async (picture: ImageBitmap, { width, height, quality }: Attempt): Promise<Blob | null> => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  // What was transparent becomes white, as paper is.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(picture, 0, 0, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
};

/**
 * A picture as a JPEG that the zone takes, made on this device.
 * @returns undefined where the device cannot read it, or it cannot be made small enough and stay what it must be
 */
export async function shrink(file: File, maximumBytes: number, least?: Size): Promise<File | undefined> {
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return undefined;
  try {
    for (const attempt of attempts(picture, least)) {
      const blob = await drawn(picture, attempt);
      if (blob && blob.size <= maximumBytes) {
        return new File([blob], `${file.name.replace(/\.[^.]*$/, '')}.jpg`, { type: 'image/jpeg' });
      }
    }
    return undefined;
  } finally {
    picture.close();
  }
}
