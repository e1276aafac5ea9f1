import type { ZoneFile } from '../../shared/zone/zone.ts';

type Service = NonNullable<ZoneFile['merchantCard']>['services'][number];

const reports =
  'China Daily, 2020-11-23, https://regional.chinadaily.com.cn/ezhejiang/2020-11/23/c_566356.htm; https://dollarcostumes.com/yiwu-upgrades-foreign-citizen-card-1.html (secondary); Jinhua, 2023-05-11, http://english.jinhua.gov.cn/art/2023/5/11/art_1229181173_58898897.html: 24 services by April 2023, of which these are named';

const grant = (atIssue: boolean, by: Service['grant']['by']): Service['grant'] => ({
  atIssue,
  by,
  source: 'Which services a card has from its first day, and who grants the others, is not published',
  placeholder: true,
});
const everyCard = grant(true, ['front-officer', 'supervisor']);
const onRequest = grant(false, ['front-officer', 'supervisor']);
const afterExamination = grant(false, ['back-officer', 'supervisor']);

const service = (id: string, zh: string, en: string, granted: Service['grant']): Service => ({
  id,
  label: { zh, en },
  grant: granted,
  source: reports,
});

/** What a foreign merchant card opens in Yiwu, as far as it is told. */
export const merchantServices: Service[] = [
  service('government', '政务服务', 'Government matters', everyCard),
  service('bus', '公共交通', 'Buses', everyCard),
  service('bicycle', '公共自行车', 'Shared bicycles', everyCard),
  service('library', '图书馆', 'Library', everyCard),
  service('parking', '停车', 'Parking', everyCard),
  service('medical', '就医', 'Medical care', everyCard),
  service('small-payments', '小额支付', 'Small payments', onRequest),
  service('company-registration', '公司注册', 'Registration of a company', onRequest),
  service('purchaser-filing', '境外采购商备案', 'Filing as an overseas purchaser', onRequest),
  service('settlement-account', '个人贸易外汇结算账户', 'Account for settling foreign exchange', afterExamination),
  service('credit-procurement', '信用采购', 'Procurement on credit', afterExamination),
];

/** Figures of the card until the authority settles them. */
export const usualMerchantCard = (source: string): Omit<NonNullable<ZoneFile['merchantCard']>, 'services'> => ({
  validity: { months: 60, source, placeholder: true },
  renewal: { opensDaysBefore: 90, source, placeholder: true },
});

/** How partners ask until the authority and they settle it. */
export const usualPartners = (source: string): NonNullable<ZoneFile['partners']> => ({
  partnerKnownFor: { seconds: 30, source, placeholder: true },
  signatureGoodFor: { seconds: 60, source, placeholder: true },
  most: { perMinute: 3000, perDay: 1_000_000, source, placeholder: true },
  minutesKept: { days: 400, source, placeholder: true },
});
