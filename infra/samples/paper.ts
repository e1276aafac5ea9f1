import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { type Day, epochOf, startOfDay } from '../../shared/domain/time.ts';
import { randomFrom } from './random.ts';

const { resolve } = createRequire(import.meta.url);
const fonts = {
  regular: resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
};

export type PaperSettings = {
  title: string;
  /** Seeds signature and seal, so that the same paper is always the same bytes. */
  seed: string;
  date: Day;
  landscape?: boolean;
  /** A password makes the file encrypted. */
  password?: string;
};

const ink = '#1d2530';
const faint = '#6b7480';
const rule = '#c9ced6';
const sealRed = '#c8342c';

/** One sheet or more of a sample document: text in both languages, tables, signature and seal, marked as a sample. */
export class Paper {
  readonly pdf: PDFKit.PDFDocument;
  readonly #parts: Buffer[] = [];
  readonly #done: Promise<Uint8Array>;
  readonly #random: () => number;

  constructor({ title, seed, date, landscape = false, password }: PaperSettings) {
    this.#random = randomFrom(`${seed} ${title}`);
    this.pdf = new PDFDocument({
      size: 'A4',
      layout: landscape ? 'landscape' : 'portrait',
      margin: 62,
      info: {
        Title: `${title} (SAMPLE)`,
        Producer: 'Greenpath samples',
        Creator: 'Greenpath samples',
        CreationDate: new Date(epochOf(startOfDay('Asia/Shanghai', date))),
      },
      ...(password ? { userPassword: password } : {}),
    });
    this.#done = new Promise((done, failed) => {
      this.pdf.on('data', (part: Buffer) => this.#parts.push(part));
      this.pdf.on('end', () => done(new Uint8Array(Buffer.concat(this.#parts))));
      this.pdf.on('error', failed);
    });
    this.pdf.registerFont('regular', fonts.regular);
    this.pdf.registerFont('bold', fonts.bold);
    this.pdf.font('regular').fillColor(ink);
    this.pdf.on('pageAdded', () => this.#mark());
    this.#mark();
  }

  get left(): number {
    return this.pdf.page.margins.left;
  }

  get width(): number {
    return this.pdf.page.width - this.pdf.page.margins.left - this.pdf.page.margins.right;
  }

  /** Issuing body at the head of the page, with a line below it. */
  letterhead(name: string, below: string): void {
    const { pdf } = this;
    pdf.font('bold').fontSize(15).fillColor(ink).text(name, this.left, 56);
    pdf.font('regular').fontSize(8.5).fillColor(faint).text(below);
    const y = pdf.y + 6;
    pdf
      .moveTo(this.left, y)
      .lineTo(this.left + this.width, y)
      .lineWidth(1.2)
      .strokeColor(ink)
      .stroke();
    pdf.y = y + 26;
    pdf.fillColor(ink);
  }

  heading(zh: string, en: string): void {
    const { pdf } = this;
    pdf.font('bold').fontSize(21).fillColor(ink).text(zh, this.left, pdf.y, { width: this.width, align: 'center' });
    pdf.font('regular').fontSize(11).fillColor(faint).text(en, { width: this.width, align: 'center' });
    pdf.moveDown(1.4).fillColor(ink);
  }

  section(text: string): void {
    this.#room(60);
    this.pdf.moveDown(0.5).font('bold').fontSize(11).text(text, this.left, this.pdf.y, { width: this.width });
    this.pdf.moveDown(0.25).font('regular');
  }

  paragraph(text: string, size = 10.5): void {
    this.pdf.font('regular').fontSize(size);
    this.#room(this.pdf.heightOfString(text, { width: this.width, lineGap: 3.5 }));
    this.pdf
      .font('regular')
      .fontSize(size)
      .fillColor(ink)
      .text(text, this.left, this.pdf.y, { width: this.width, lineGap: 3.5 });
    this.pdf.moveDown(0.6);
  }

  /** Rows of a label and a value in a ruled table. */
  table(rows: readonly (readonly [label: string, value: string])[], width = this.width): void {
    const { pdf } = this;
    const labels = Math.min(190, width * 0.42);
    for (const [label, value] of rows) {
      pdf.font('regular').fontSize(9.5);
      const height = Math.max(
        pdf.heightOfString(value, { width: width - labels - 20 }),
        pdf.heightOfString(label, { width: labels - 14 }),
      );
      const row = height + 11;
      this.#room(row);
      pdf.fontSize(9.5);
      const y = pdf.y;
      pdf.rect(this.left, y, labels, row).fill('#f3f5f8');
      pdf.rect(this.left, y, width, row).lineWidth(0.6).strokeColor(rule).stroke();
      pdf
        .moveTo(this.left + labels, y)
        .lineTo(this.left + labels, y + row)
        .stroke();
      pdf.fillColor(faint).text(label, this.left + 8, y + 5, { width: labels - 14 });
      pdf.fillColor(ink).text(value, this.left + labels + 10, y + 5, { width: width - labels - 20 });
      pdf.y = y + row;
    }
    pdf.x = this.left;
    pdf.moveDown(0.9);
  }

  photo(jpeg: Uint8Array, x: number, y: number, width: number): void {
    const height = (width * 531) / 413;
    this.pdf.image(Buffer.from(jpeg), x, y, { width, height });
    this.pdf.rect(x, y, width, height).lineWidth(0.6).strokeColor(rule).stroke();
  }

  /** A signature in blue ink above a line, with the name below. */
  signature(label: string, name: string, x: number, y: number): void {
    const { pdf } = this;
    pdf.save().lineWidth(1.3).strokeColor('#27408b').lineCap('round').lineJoin('round');
    let at = x + 6;
    pdf.moveTo(at, y + 22);
    for (let stroke = 0; stroke < 7; stroke += 1) {
      const across = 9 + this.#random() * 12;
      const up = y + 4 + this.#random() * 12;
      const down = y + 20 + this.#random() * 12;
      pdf.bezierCurveTo(at + across * 0.2, up, at + across * 0.9, up - 4, at + across, down);
      at += across * 0.72;
    }
    pdf.stroke().restore();
    pdf
      .moveTo(x, y + 37)
      .lineTo(x + 160, y + 37)
      .lineWidth(0.6)
      .strokeColor(faint)
      .stroke();
    pdf
      .font('regular')
      .fontSize(8.5)
      .fillColor(faint)
      .text(`${label}  ${name}`, x, y + 41, { width: 220 });
    pdf.fillColor(ink);
  }

  /** A round red seal with a star, the name along its upper edge and the word sample below. */
  seal(name: string, centreX: number, centreY: number, radius = 48): void {
    const { pdf } = this;
    pdf.save().opacity(0.82).strokeColor(sealRed).fillColor(sealRed);
    pdf.circle(centreX, centreY, radius).lineWidth(2.4).stroke();
    const points = Array.from({ length: 10 }, (_, index): [number, number] => {
      const reach = (index % 2 === 0 ? 0.27 : 0.108) * radius;
      const angle = (index * Math.PI) / 5 - Math.PI / 2;
      return [centreX + reach * Math.cos(angle), centreY + reach * Math.sin(angle)];
    });
    pdf.polygon(...points).fill();
    const signs = [...name];
    const size = Math.min(10, (radius * 3) / signs.length);
    const step = Math.min(24, 216 / Math.max(1, signs.length - 1));
    pdf.font('bold').fontSize(size);
    for (const [index, sign] of signs.entries()) {
      const turn = (index - (signs.length - 1) / 2) * step;
      pdf.save().rotate(turn, { origin: [centreX, centreY] });
      pdf.text(sign, centreX - size, centreY - radius * 0.88, { width: size * 2, align: 'center', lineBreak: false });
      pdf.restore();
    }
    pdf
      .fontSize(9)
      .text('样本 SAMPLE', centreX - radius, centreY + radius * 0.46, { width: radius * 2, align: 'center' });
    pdf.restore();
    pdf.font('regular').fillColor(ink);
  }

  /** Signature to the left and seal to the right at the foot of the text. */
  close(signer: { label: string; name: string; body: string; date: Day }): void {
    const { pdf } = this;
    this.#room(140);
    const y = pdf.y + 24;
    this.signature(signer.label, signer.name, this.left, y);
    this.seal(signer.body, this.left + this.width - 80, y + 30);
    pdf
      .font('regular')
      .fontSize(10)
      .fillColor(ink)
      .text(signer.date, this.left, y + 60);
  }

  /** A certificate's double border. */
  border(colour: string): void {
    const { pdf } = this;
    const { width, height } = pdf.page;
    pdf
      .rect(26, 26, width - 52, height - 52)
      .lineWidth(3)
      .strokeColor(colour)
      .stroke();
    pdf
      .rect(33, 33, width - 66, height - 66)
      .lineWidth(0.8)
      .strokeColor(colour)
      .stroke();
  }

  finish(): Promise<Uint8Array> {
    this.pdf.end();
    return this.#done;
  }

  /** Begins a new page where the present one has less room than needed. */
  #room(height: number): void {
    const { page } = this.pdf;
    if (this.pdf.y + height > page.height - page.margins.bottom) this.pdf.addPage();
  }

  /** Marks the page as a sample, across it and at its foot. */
  #mark(): void {
    const { pdf } = this;
    const { width, height, margins } = pdf.page;
    const { bottom } = margins;
    margins.bottom = 0;
    pdf.save().fillColor('#8794a8').opacity(0.13).font('bold').fontSize(54);
    for (const y of [0.28, 0.62]) {
      pdf.save().rotate(-28, { origin: [width / 2, height * y] });
      pdf.text('SAMPLE 样本', 0, height * y - 34, { width, align: 'center', lineBreak: false });
      pdf.restore();
    }
    pdf.restore();
    pdf.font('regular').fontSize(7.5).fillColor(faint);
    pdf.text(
      '演练样本，人物、单位均属虚构，不具任何效力。 Made for rehearsal: invented persons and bodies, without any effect.',
      40,
      height - 19,
      {
        width: width - 80,
        align: 'center',
        lineBreak: false,
      },
    );
    margins.bottom = bottom;
    pdf.fillColor(ink).font('regular');
    pdf.x = margins.left;
    pdf.y = margins.top;
  }
}
