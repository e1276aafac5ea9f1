import { Button } from 'antd';
import { useLanguage, useWords } from '../language/words.tsx';
import { saveFile, useBlobUrl, useFile } from '../pieces/blob-file.ts';
import { Shown } from '../pieces/Shown.tsx';
import type { Card } from './card-words.ts';
import './merchant-card.css';

const words = {
  alt: {
    zh: (number: string) => `外籍商友卡 ${number}，含二维码`,
    en: (number: string) => `Merchant card ${number} with its QR code`,
  },
  save: { zh: '保存图片', en: 'Save the picture' },
};

/** The picture of a card with its QR. */
export function CardPicture({ card }: { card: Card }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const file = useFile('drawMerchantCard', { path: { number: card.number }, query: { language } });
  const url = useBlobUrl(file.data);
  return (
    <div className="card-picture">
      <Shown of={file} rows={6}>
        {(blob) => (
          <>
            {url && <img src={url} alt={w.alt(card.number)} />}
            <p className="no-print">
              <Button onClick={() => saveFile(blob, `${card.number}.svg`)}>{w.save}</Button>
            </p>
          </>
        )}
      </Shown>
    </div>
  );
}
