import type { ZoneFile } from '../../shared/zone/zone.ts';

type HelpSection = NonNullable<ZoneFile['help']>;

/** The four ways in which Jincheng International Home helps, and the counter where permits are handled. */
const services: HelpSection['services'] = [
  { id: 'policy', label: { zh: '政策解读', en: 'Policy explained' } },
  { id: 'reminders', label: { zh: '签证到期提醒', en: 'Reminders of visas that end' } },
  { id: 'online-guidance', label: { zh: '网上办事指导', en: 'Guidance in online administration' } },
  { id: 'disputes', label: { zh: '纠纷调解', en: 'Disputes settled' } },
  { id: 'one-stop', label: { zh: '一站式办理', en: 'One-stop handling of permits' } },
];

const topics: HelpSection['topics'] = [
  {
    id: 'permit',
    label: { zh: '工作许可', en: 'Work permit' },
    kinds: ['guidance', 'paperwork', 'interpreting', 'dispute'],
  },
  {
    id: 'stay',
    label: { zh: '签证与居留', en: 'Visa and residence' },
    kinds: ['guidance', 'paperwork', 'interpreting'],
  },
  {
    id: 'wages',
    label: { zh: '劳动报酬与合同', en: 'Wages and contract of work' },
    kinds: ['guidance', 'interpreting', 'dispute'],
  },
  {
    id: 'trade',
    label: { zh: '贸易与货款', en: 'Trade and payment' },
    kinds: ['guidance', 'paperwork', 'interpreting', 'dispute'],
  },
  { id: 'housing', label: { zh: '租房', en: 'Renting a home' }, kinds: ['guidance', 'interpreting', 'dispute'] },
  {
    id: 'other',
    label: { zh: '其他', en: 'Something else' },
    kinds: ['guidance', 'paperwork', 'interpreting', 'dispute'],
  },
];

const weekdays = [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }];
const phone = '000-0000-0000';

/** Yiwu's help: its first station opened in June 2020, the first of its kind in Zhejiang. */
export const yiwuHelp: HelpSection = {
  topics,
  services,
  stations: [
    {
      id: 'jincheng',
      name: { zh: '金城国际之家', en: 'Jincheng International Home' },
      address: { zh: '义乌市，国际商贸市场附近', en: 'Near the Trade Market, Yiwu' },
      phone,
      hours: weekdays,
      closedOnHolidays: true,
      services: ['policy', 'reminders', 'online-guidance', 'disputes'],
      languages: ['zh', 'en'],
      source:
        'China Daily, 2020-11-23: opened in June 2020 near the Trade Market; policy, reminders, online guidance, disputes. Street, telephone, hours, languages and the Chinese name as written here are not published in the sources at hand',
      placeholder: true,
    },
    {
      id: 'trade-service-centre',
      name: { zh: '国际贸易服务中心', en: 'International Trade Service Centre' },
      address: { zh: '义乌市福田路288号', en: '288 Futian Road, Yiwu' },
      phone,
      hours: weekdays,
      closedOnHolidays: true,
      services: ['one-stop', 'policy', 'online-guidance'],
      languages: ['zh', 'en'],
      source:
        'Address and one-stop handling: Jinhua, 2023-07-27, http://english.jinhua.gov.cn/art/2023/7/27/art_1229181173_58899485.html; telephone, hours, languages and its further services are not published in the sources at hand',
      placeholder: true,
    },
  ],
  source:
    'Dispute resolution is named as a service (China Daily, 2020-11-23); topics and steps of mediation are not published',
  placeholder: true,
};

const invented = { source: 'Invented for rehearsal', placeholder: true };

/** Help as the rehearsal zone offers it; everything is invented. */
export const rehearsedHelp: HelpSection = {
  topics,
  services,
  stations: [
    {
      id: 'sample-home',
      name: { zh: '样例国际之家（虚构）', en: 'Sample International Home (fictional)' },
      address: { zh: '样例路1号', en: '1 Sample Road' },
      phone,
      hours: weekdays,
      closedOnHolidays: true,
      services: services.map(({ id }) => id),
      languages: ['zh', 'en', 'ar'],
      ...invented,
    },
  ],
  ...invented,
};
