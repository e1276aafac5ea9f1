import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useWords } from '../language/words.tsx';

const words = {
  title: { zh: '请核验人员扫描', en: 'Let the verifier scan this' },
  alt: { zh: '此许可的二维码', en: 'The QR code of this permit' },
  text: {
    zh: '任何手机相机都可以扫描。核验人员看到的是许可状态，扫描记录不会发送个人信息。',
    en: 'Any phone camera can scan it. The verifier sees whether the permit holds; no personal data is sent in an address.',
  },
};

/** The dark squares of a code as one path, and how many squares it is wide. */
type Drawn = { path: string; size: number };

const quiet = 4;

/** Draws the link: its digits in numeric mode, which takes the least room. */
async function draw(link: string): Promise<Drawn> {
  const { default: qrcode } = await import('qrcode-generator');
  const at = link.indexOf('#') + 1;
  const code = qrcode(0, 'M');
  code.addData(link.slice(0, at), 'Byte');
  code.addData(link.slice(at), 'Numeric');
  code.make();
  const count = code.getModuleCount();
  const rows = Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (_unused, column) =>
      code.isDark(row, column) ? `M${column + quiet} ${row + quiet}h1v1h-1z` : '',
    ).join(''),
  );
  return { path: rows.join(''), size: count + 2 * quiet };
}

/** The code of a permit as large as the screen allows: dark on white in every look, as scanners want it. */
export function QrCode({ link, onClose }: { link: string; onClose: () => void }) {
  const w = useWords(words);
  const [drawn, setDrawn] = useState<Drawn>();
  useEffect(() => {
    let isLeft = false;
    void draw(link).then((code) => {
      if (!isLeft) setDrawn(code);
    });
    return () => {
      isLeft = true;
    };
  }, [link]);
  return (
    <Modal open title={w.title} onCancel={onClose} footer={null} width="min(34rem, 96vw)">
      {drawn && (
        <svg className="qr" role="img" aria-label={w.alt} viewBox={`0 0 ${drawn.size} ${drawn.size}`}>
          <rect width={drawn.size} height={drawn.size} fill="#fff" />
          <path d={drawn.path} fill="#000" />
        </svg>
      )}
      <p className="soft">{w.text}</p>
    </Modal>
  );
}
