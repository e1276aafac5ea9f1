import type { Text } from '../../shared/domain/text.ts';
import type { Verdict } from './check.ts';

/** One glance: a word, a sentence, and how it looks. `tone` is said by the word and the sign as well as by colour. */
export const verdictWords: Readonly<
  Record<Verdict, { word: Text; text: Text; tone: 'good' | 'care' | 'bad'; sign: string }>
> = {
  valid: {
    word: { zh: '有效', en: 'Valid' },
    text: { zh: '请核对姓名与本人证件是否一致。', en: "Compare the name with the person's passport." },
    tone: 'good',
    sign: '✓',
  },
  genuine: {
    word: { zh: '签发属实，状态待核', en: 'Genuine, status not checked' },
    text: {
      zh: '确由本区签发且在有效期内，但本设备没有最新状态，无法排除已被撤销或暂停。请联网后再核验。',
      en: 'It was issued here and is within its dates, but this device has no recent status: it may have been revoked or suspended since. Check again with a connection.',
    },
    tone: 'care',
    sign: '?',
  },
  superseded: {
    word: { zh: '已被新码取代', en: 'Superseded' },
    text: { zh: '请持证人出示新的二维码。', en: 'Ask the holder for the newer code.' },
    tone: 'care',
    sign: '!',
  },
  suspended: {
    word: { zh: '已暂停', en: 'Suspended' },
    text: { zh: '恢复之前不具效力。', en: 'It has no effect until it is reinstated.' },
    tone: 'bad',
    sign: '✕',
  },
  revoked: {
    word: { zh: '已撤销或注销', en: 'Revoked or cancelled' },
    text: {
      zh: '不再有效。注销是许可终止的通常方式，不表示持证人有过错。',
      en: 'It is no longer valid. Being cancelled is how a permit usually ends; it says nothing against the holder.',
    },
    tone: 'bad',
    sign: '✕',
  },
  cancelled: {
    word: { zh: '已注销', en: 'Cancelled' },
    text: {
      zh: '不再有效。注销是许可终止的通常方式，不表示持证人有过错。',
      en: 'It is no longer valid. That is how a permit usually ends; it says nothing against the holder.',
    },
    tone: 'bad',
    sign: '✕',
  },
  expired: {
    word: { zh: '已到期', en: 'Expired' },
    text: { zh: '有效期已过。', en: 'Its last day has passed.' },
    tone: 'bad',
    sign: '✕',
  },
  'not-yet-valid': {
    word: { zh: '尚未生效', en: 'Not valid yet' },
    text: { zh: '有效期尚未开始。', en: 'Its first day has not come.' },
    tone: 'care',
    sign: '!',
  },
  forged: {
    word: { zh: '伪造或被改动', en: 'Forged or altered' },
    text: {
      zh: '此码不是本区签发的，或内容被改动。请勿据此认定许可有效。',
      en: 'This code was not issued here, or it was altered. Do not rely on it.',
    },
    tone: 'bad',
    sign: '✕',
  },
  'key-withdrawn': {
    word: { zh: '签发密钥已停用', en: 'Signing key withdrawn' },
    text: {
      zh: '仅凭此码不能认定许可有效，但这不表示持证人有过错。请持证人在网上打开许可，出示重新签发的二维码；或向发证机关核实。',
      en: 'This code proves nothing by itself, which says nothing against the holder. Ask for the code that was issued anew, which the permit shows online, or ask the issuing authority.',
    },
    tone: 'care',
    sign: '!',
  },
  unreadable: {
    word: { zh: '不是本区的证件码', en: 'Not a code of this zone' },
    text: {
      zh: '内容不完整，或不是工作许可、商友卡的二维码。请重新扫描。',
      en: 'It is incomplete, or no code of a work permit or merchant card. Scan it again.',
    },
    tone: 'bad',
    sign: '✕',
  },
  unknown: {
    word: { zh: '系统中查不到', en: 'Not on record' },
    text: {
      zh: '签名属实，但系统中查不到该许可。请联系发证机关核实。',
      en: 'The signature is genuine, but no such permit is on record. Ask the issuing authority.',
    },
    tone: 'care',
    sign: '?',
  },
  unclear: {
    word: { zh: '暂时无法判断', en: 'Cannot tell yet' },
    text: {
      zh: '本设备还没有本区的公钥，或该码用的是更新的公钥。请联网后再核验。',
      en: 'This device does not know the key of this code yet. Check again with a connection.',
    },
    tone: 'care',
    sign: '?',
  },
};

export const words = {
  title: { zh: '核验许可', en: 'Verify a permit' },
  intro: {
    zh: '扫描证件上的二维码。核验在本设备上进行，姓名等内容不会出现在网址中。',
    en: 'Scan the code on the card. It is checked on this device; no name ever stands in an address.',
  },
  camera: { zh: '用摄像头扫描', en: 'Scan with the camera' },
  stop: { zh: '停止扫描', en: 'Stop scanning' },
  again: { zh: '核验下一个', en: 'Verify another' },
  picture: { zh: '选择图片', en: 'Choose a picture' },
  paste: { zh: '粘贴二维码内容', en: 'Paste what the code says' },
  check: { zh: '核验', en: 'Verify' },
  noCamera: {
    zh: '无法使用摄像头。请在浏览器中允许使用摄像头，或选择一张图片。',
    en: 'The camera cannot be used. Allow it in the browser, or choose a picture instead.',
  },
  noCode: {
    zh: '图片中没有找到二维码。请拍得近一些、清楚一些。',
    en: 'No code was found in the picture. Take it closer and sharper.',
  },
  scannerLost: {
    zh: '扫描组件未能载入，请检查网络。也可以用手机相机扫描，链接会自动打开本页。',
    en: 'The scanner could not be loaded; check the connection. Your phone’s own camera opens this page as well.',
  },
  looking: { zh: '请将二维码置于画面中央', en: 'Hold the code in the middle of the picture' },
  checking: { zh: '正在核验…', en: 'Verifying …' },
  name: { zh: '姓名', en: 'Name' },
  number: { zh: '编号', en: 'Number' },
  category: { zh: '类别', en: 'Category' },
  nationality: { zh: '国籍', en: 'Nationality' },
  sex: { zh: '性别', en: 'Sex' },
  from: { zh: '自', en: 'Valid from' },
  to: { zh: '至', en: 'Valid to' },
  authority: { zh: '发证机关', en: 'Issued by' },
  permit: { zh: '外国人工作许可', en: "Foreigner's Work Permit" },
  card: { zh: '外籍商友卡', en: 'Foreign merchant card' },
  sample: { zh: '演练样本，不具法律效力', en: 'Sample from a rehearsal, without legal effect' },
  live: { zh: '已向发证机关系统核实', en: 'Confirmed with the issuing system' },
  asOf: { zh: '状态截至', en: 'Status as of' },
  never: { zh: '本设备尚无状态清单', en: 'This device has no status list yet' },
  offline: { zh: '未能联网，仅按本设备所知核验', en: 'No connection: checked with what this device knows' },
  clock: { zh: '按本设备时钟，现在是', en: 'By this device’s clock it is now' },
  clockWrong: {
    zh: '本设备的时钟不准（早于状态清单的签发时间），有效期可能判断有误。请校准时钟或联网核验。',
    en: 'The clock of this device is wrong: it is before the day of the status list. Dates may be misjudged; set the clock, or check with a connection.',
  },
  inspector: { zh: '核验人员登录查看档案', en: 'Inspectors: sign in to see the record' },
  record: { zh: '档案（查看已记录）', en: 'Record (this reading is recorded)' },
  birth: { zh: '出生日期', en: 'Date of birth' },
  passport: { zh: '护照', en: 'Passport' },
  employer: { zh: '用人单位', en: 'Employer' },
  post: { zh: '岗位', en: 'Post' },
  workplace: { zh: '工作地点', en: 'Workplace' },
  photo: { zh: '档案照片', en: 'Photo on record' },
  photoDiffers: { zh: '证件照片与档案不一致', en: 'The photo of the code is not the one on record' },
  home: { zh: '返回首页', en: 'To the first page' },
  other: { zh: 'English', en: '中文' },
  male: { zh: '男', en: 'Male' },
  female: { zh: '女', en: 'Female' },
  unspecified: { zh: '未说明', en: 'Unspecified' },
} as const satisfies Record<string, Text>;
