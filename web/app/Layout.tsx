import { Suspense, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { NavLink, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import type { Role } from '../../shared/domain/access/roles.ts';
import { useZone } from '../client/zone.ts';
import { chooseLook, chosenLook, looks } from '../language/look.ts';
import { useLanguage, useSay, useWords } from '../language/words.tsx';
import { Loading } from '../pieces/Loading.tsx';
import { SessionEnded } from '../sign-in/SessionEnded.tsx';
import { isStaff, type Self, useSelf, useSession } from '../sign-in/self.ts';
import { signIn, signOut } from '../sign-in/session.ts';
import { nav } from './areas.ts';
import './layout.css';
import { groups, type NavItem } from './navigation.ts';

const words = {
  skip: { zh: '跳到正文', en: 'Skip to content' },
  menu: { zh: '菜单', en: 'Menu' },
  sections: { zh: '页面导航', en: 'Sections' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  language: { zh: 'English', en: '中文' },
  inOther: { zh: 'Show in English', en: '显示中文' },
  look: { zh: '外观', en: 'Look' },
  device: { zh: '跟随系统', en: 'As device' },
  light: { zh: '浅色', en: 'Light' },
  dark: { zh: '深色', en: 'Dark' },
  offline: {
    zh: '网络已断开。您可以继续填写，内容保存在本设备上，恢复连接后再提交。',
    en: 'You are offline. Go on typing: it is kept on this device, and can be sent when you are back.',
  },
  notes: { zh: '提示', en: 'Notes' },
  rehearsal: {
    zh: '演练环境：所有人员和证件均为虚构，签发的证件标有“样本”。',
    en: 'Rehearsal: all people and papers are invented, and whatever is issued is marked as a sample.',
  },
  public: { zh: '公众服务', en: 'For everyone' },
  mine: { zh: '我的办事', en: 'My matters' },
  work: { zh: '审批', en: 'Casework' },
  desk: { zh: '服务窗口', en: 'Service desk' },
  records: { zh: '档案', en: 'Records' },
  reports: { zh: '统计与抽查', en: 'Reports' },
  administration: { zh: '管理', en: 'Administration' },
  call: { zh: '咨询电话', en: 'Call us' },
} as const;

const roleWords: Readonly<Record<Role, { zh: string; en: string }>> = {
  employer: { zh: '用人单位', en: 'Employer' },
  applicant: { zh: '申请人', en: 'Applicant' },
  'front-officer': { zh: '窗口', en: 'Front office' },
  'back-officer': { zh: '审查', en: 'Back office' },
  decider: { zh: '决定', en: 'Decider' },
  supervisor: { zh: '主管', en: 'Supervisor' },
  inspector: { zh: '核验', en: 'Inspector' },
  admin: { zh: '管理员', en: 'Administrator' },
};

const listenOnline = (listener: () => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};
const useOnline = () => useSyncExternalStore(listenOnline, () => navigator.onLine);

const listenLook = (listener: () => void) => {
  window.addEventListener('look', listener);
  return () => window.removeEventListener('look', listener);
};

/** What the menu shows to this person in this zone. */
function itemsFor(self: Self | undefined, parts: readonly string[]): NavItem[] {
  return nav.filter(
    ({ for: whom, part }) =>
      (part === undefined || parts.includes(part)) &&
      (whom === 'everyone' ? !isStaff(self) || self === undefined : self?.roles.some((role) => whom.includes(role))),
  );
}

/** A page with pages of the menu beneath it is shown as the present one only by itself. */
const isAbove = (to: string): boolean => to === '/' || nav.some((other) => other.to.startsWith(`${to}/`));

function Menu({ items, onGo }: { items: NavItem[]; onGo: () => void }) {
  const w = useWords(words);
  const say = useSay();
  const shown = groups
    .map((group) => ({ group, found: items.filter((item) => item.group === group) }))
    .filter(({ found }) => found.length > 0);
  return shown.map(({ group, found }) => (
    <div key={group} className="menu-group">
      {shown.length > 1 && <p className="menu-heading">{w[group]}</p>}
      <ul>
        {found.map(({ to, label, Mark }) => (
          <li key={to}>
            <NavLink to={to} end={isAbove(to)} onClick={onGo}>
              {say(label)}
              {Mark && <Mark />}
            </NavLink>
          </li>
        ))}
      </ul>
    </div>
  ));
}

function LookChoice() {
  const w = useWords(words);
  const id = useId();
  const look = useSyncExternalStore(listenLook, chosenLook);
  return (
    <label htmlFor={id} className="look-choice">
      <span className="visually-hidden">{w.look}</span>
      <select
        id={id}
        value={look}
        onChange={({ target }) => chooseLook(looks.find((known) => known === target.value) ?? 'device')}
      >
        {looks.map((known) => (
          <option key={known} value={known}>
            {w[known]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What every page has around it. */
export function Layout() {
  const w = useWords(words);
  const say = useSay();
  const { language, speak } = useLanguage();
  const zone = useZone();
  const self = useSelf();
  const { state } = useSession();
  const isOnline = useOnline();
  const [isOpen, setOpen] = useState(false);
  const { pathname, search } = useLocation();
  const going = useNavigation().state !== 'idle';
  const content = useRef<HTMLElement>(null);
  const first = useRef(true);
  // A new page is read from its heading on, as after a load.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what changes
  useEffect(() => {
    if (first.current) first.current = false;
    else content.current?.focus({ preventScroll: true });
  }, [pathname]);
  const items = itemsFor(self, zone.parts);
  const beside = isStaff(self);
  return (
    <div className={beside ? 'frame frame-beside' : 'frame'}>
      <a
        className="skip"
        href={`${pathname}${search}#content`}
        onClick={(event) => {
          event.preventDefault();
          content.current?.focus();
        }}
      >
        {w.skip}
      </a>
      <header className="top no-print">
        <NavLink to="/" className="brand">
          <img src={new URL('icon.svg', document.baseURI).href} alt="" width="32" height="32" />
          <span>
            <strong>{say(zone.name)}</strong>
            <small>{language === 'zh' ? '外国人来华工作许可' : "Foreigner's Work Permit"}</small>
          </span>
        </NavLink>
        <div className="top-tools">
          <button
            type="button"
            className="plain"
            lang={language === 'zh' ? 'en' : 'zh-CN'}
            title={w.inOther}
            onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
          >
            {w.language}
          </button>
          <LookChoice />
          {state === 'anonymous' ? (
            <button type="button" className="plain strong" onClick={() => void signIn(`${pathname}${search}`)}>
              {w.signIn}
            </button>
          ) : (
            <>
              {self && <span className="who">{self.roles.map((role) => say(roleWords[role])).join(' · ')}</span>}
              <button type="button" className="plain" onClick={() => void signOut()}>
                {w.signOut}
              </button>
            </>
          )}
          <button
            type="button"
            className="plain menu-button"
            aria-expanded={isOpen}
            aria-controls="menu"
            onClick={() => setOpen(!isOpen)}
          >
            {w.menu}
          </button>
        </div>
      </header>
      <nav id="menu" className={isOpen ? 'menu menu-open no-print' : 'menu no-print'} aria-label={w.sections}>
        <Menu items={items} onGo={() => setOpen(false)} />
      </nav>
      <aside className="strips no-print" aria-label={w.notes}>
        {!isOnline && (
          <p className="strip strip-warn" role="status">
            {w.offline}
          </p>
        )}
        {zone.rehearsal && <p className="strip">{w.rehearsal}</p>}
      </aside>
      <main id="content" ref={content} tabIndex={-1} aria-busy={going}>
        <Suspense fallback={<Loading />}>
          <Outlet context={items} />
        </Suspense>
      </main>
      <footer className="foot">
        <p>
          {say(zone.authority)} · {say(zone.contact.address)} · {w.call}{' '}
          <a href={`tel:${zone.contact.phone.replace(/[^+\d]/g, '')}`}>{zone.contact.phone}</a>
        </p>
      </footer>
      <SessionEnded />
      <ScrollRestoration />
    </div>
  );
}
