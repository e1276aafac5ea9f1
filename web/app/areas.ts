import type { RouteObject } from 'react-router';
import { administrationNav, administrationPages } from '../administration/routes.tsx';
import { applicationNav, applicationPages } from '../application/routes.tsx';
import { assessmentNav, assessmentPages } from '../assessment/routes.tsx';
import { auditNav, auditPages } from '../audit/routes.tsx';
import { bulletinNav, bulletinPages } from '../bulletin/routes.tsx';
import { certificatesNav, certificatesPages } from '../certificates/routes.tsx';
import { creditNav, creditPages } from '../credit/routes.tsx';
import { deskNav, deskPages } from '../desk/routes.tsx';
import { employersNav, employersPages } from '../employers/routes.tsx';
import { followNav, followPages } from '../follow/routes.tsx';
import { followingNav, followingPages } from '../following/routes.tsx';
import { guideNav, guidePages } from '../guide/routes.tsx';
import { helpNav, helpPages } from '../help/routes.tsx';
import { homeNav, homePages } from '../home/routes.tsx';
import { importsNav, importsPages } from '../imports/routes.tsx';
import { inboxNav, inboxPages } from '../inbox/routes.tsx';
import { inquiriesNav, inquiriesPages } from '../inquiries/routes.tsx';
import { merchantCardNav, merchantCardPages } from '../merchant-card/routes.tsx';
import { myDataNav, myDataPages } from '../my-data/routes.tsx';
import { partnersNav, partnersPages } from '../partners/routes.tsx';
import { permitsNav, permitsPages } from '../permits/routes.tsx';
import { practiceNav, practicePages } from '../practice/routes.tsx';
import { publishedNav, publishedPages } from '../published/routes.tsx';
import { queueNav, queuePages } from '../queue/routes.tsx';
import { quotaNav, quotaPages } from '../quota/routes.tsx';
import { reportsNav, reportsPages } from '../reports/routes.tsx';
import { reviewNav, reviewPages } from '../review/routes.tsx';
import { stationsNav, stationsPages } from '../stations/routes.tsx';
import { talentsNav, talentsPages } from '../talents/routes.tsx';
import { trainingsNav, trainingsPages } from '../trainings/routes.tsx';
import { visitsNav, visitsPages } from '../visits/routes.tsx';
import type { NavItem } from './navigation.ts';

/** Every page, area by area. */
export const pages: RouteObject[] = [
  ...homePages,
  ...assessmentPages,
  ...guidePages,
  ...inquiriesPages,
  ...followPages,
  ...bulletinPages,
  ...stationsPages,
  ...publishedPages,
  ...applicationPages,
  ...followingPages,
  ...permitsPages,
  ...inboxPages,
  ...myDataPages,
  ...employersPages,
  ...visitsPages,
  ...helpPages,
  ...creditPages,
  ...merchantCardPages,
  ...talentsPages,
  ...trainingsPages,
  ...queuePages,
  ...reviewPages,
  ...deskPages,
  ...practicePages,
  ...reportsPages,
  ...certificatesPages,
  ...quotaPages,
  ...auditPages,
  ...administrationPages,
  ...importsPages,
  ...partnersPages,
];

/** What the menu shows, in its order within each group. */
export const nav: NavItem[] = [
  ...homeNav,
  ...assessmentNav,
  ...guideNav,
  ...inquiriesNav,
  ...followNav,
  ...bulletinNav,
  ...stationsNav,
  ...publishedNav,
  ...applicationNav,
  ...followingNav,
  ...permitsNav,
  ...inboxNav,
  ...myDataNav,
  ...employersNav,
  ...visitsNav,
  ...helpNav,
  ...creditNav,
  ...merchantCardNav,
  ...talentsNav,
  ...trainingsNav,
  ...deskNav,
  ...queueNav,
  ...reviewNav,
  ...practiceNav,
  ...reportsNav,
  ...certificatesNav,
  ...quotaNav,
  ...auditNav,
  ...administrationNav,
  ...importsNav,
  ...partnersNav,
];
