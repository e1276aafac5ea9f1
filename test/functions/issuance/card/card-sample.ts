import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { CardFace } from '../../../../functions/issuance/card/face.ts';
import { drawnPortrait } from './portrait-sample.ts';

const require = createRequire(import.meta.url);
const bytesOf = (path: string | URL) => new Uint8Array(readFileSync(path));
export const wasm = bytesOf(require.resolve('@resvg/resvg-wasm/index_bg.wasm'));

/** As many digits as a token of a number of bytes has: 17 for every 7 bytes. */
export function digitsFor(bytes: number): string {
  let state = bytes;
  const digit = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state % 10;
  };
  return Array.from({ length: Math.ceil((bytes * 17) / 7) }, digit).join('');
}

export const ordinary: CardFace = {
  zone: { zh: '样本经济技术开发区', en: 'Sample Economic Zone' },
  authority: { zh: '样本经济技术开发区外国人服务中心', en: 'Sample Zone Service Centre for Foreigners' },
  number: 'SP2026110012345678',
  category: 'A',
  name: 'KOWALCZYK LINDQVIST, ALEKSANDRA',
  chineseName: '柯丽珊',
  nationality: { code: 'UTO', name: { zh: '乌托邦（样本）', en: 'Utopia (specimen)' } },
  sex: 'F',
  employer: { zh: '样本星桥机器人技术有限公司', en: 'Sample Starbridge Robotics Co., Ltd.' },
  post: '高级控制算法工程师',
  validFrom: '2026-11-23',
  validTo: '2028-11-22',
  issuedOn: '2026-11-22',
  photo: drawnPortrait(),
  qrLink: { host: 'verify.sample.example', digits: digitsFor(200) },
  rehearsal: false,
  language: 'zh',
};

/** A 62-character name with 7 hanzi, a long employer, post, zone and nationality: the token is 253 bytes. */
export const long: CardFace = {
  ...ordinary,
  zone: {
    zh: '样本自由贸易试验区松北片区国际产业园',
    en: 'Songbei Area of the Sample Pilot Free Trade Zone, International Park',
  },
  authority: {
    zh: '样本市外国人来华工作许可服务与管理中心（松北分中心）',
    en: 'Sample Municipal Centre for Foreigners’ Work Permits, Songbei Branch Office',
  },
  category: 'C',
  name: 'VENKATANARASIMHARAJUVARIPETA THIRUMALAI, SRIVENKATESHWARA RAOJ',
  chineseName: '文卡塔那拉西姆',
  nationality: { code: 'GBD', name: { zh: '英国海外领土公民', en: 'British Overseas Territories citizen' } },
  employer: {
    zh: '样本市新区深哈产业园区国际科技合作与跨境电子商务综合服务平台运营管理有限责任公司道里区第一分公司',
    en: 'Sample New Area Industrial Park International Science Cooperation and Cross-border Service Platform Co., Ltd.',
  },
  post: '国际科技合作项目与跨境电子商务综合服务平台高级运营管理经理 Senior Operations Manager',
  qrLink: { host: 'permit.sample-new-area.example', digits: digitsFor(253) },
};

/** Every field as long as the contract lets it be, in the widest letters there are. */
export const longest: CardFace = {
  ...long,
  name: `${'W'.repeat(60)}, ${'M'.repeat(60)}`,
  chineseName: '文'.repeat(20),
  employer: { zh: '司'.repeat(120), en: 'W'.repeat(120) },
  post: '职'.repeat(80),
  qrLink: { ...long.qrLink, digits: digitsFor(420) },
};

/** The text of the one QR code in a PNG or in pixels. */
export async function scanned(picture: Uint8Array | ImageData): Promise<string | undefined> {
  prepareZXingModule({
    overrides: { wasmBinary: bytesOf(require.resolve('zxing-wasm/reader/zxing_reader.wasm')).buffer },
  });
  const found = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 2 });
  return found.length === 1 ? found[0]?.text : undefined;
}
