import { describe, expect, it } from 'vitest';
import { csvTemplate, sha256Of } from '../../../web/imports/csv-template.ts';

const columns = [
  { name: 'number', label: { zh: '证件编号', en: 'Number' }, required: true, example: 'F-2016-00001' },
  { name: 'name', label: { zh: '护照姓名', en: 'Name in passport' }, required: true, example: 'SPECIMEN, "ANNA"' },
];

describe('A file to begin an import with', () => {
  it('has headings in the reader’s language and examples that are quoted where they must be', () => {
    expect(csvTemplate(columns, 'en')).toBe('\uFEFFNumber,Name in passport\r\nF-2016-00001,"SPECIMEN, ""ANNA"""\r\n');
    expect(csvTemplate(columns, 'zh').split('\r\n')[0]).toBe('\uFEFF证件编号,护照姓名');
  });

  it('is known by its SHA-256 in hex', async () => {
    expect(await sha256Of(new Blob(['abc']))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
