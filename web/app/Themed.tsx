import { App, ConfigProvider, type ThemeConfig, theme } from 'antd';
import en from 'antd/locale/en_GB';
import zh from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/en-gb';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react';
import { isDark } from '../language/look.ts';
import { useLanguage } from '../language/words.tsx';

/** The nonce with which the page lets styles in. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/** Above the body itself the library would hold the page still with a style without nonce; look.css does that. */
const above = (): HTMLElement => document.getElementById('root') ?? document.body;

const fontFamily =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';

// Every colour of text has a contrast of at least 4.5 to what lies under it (WCAG 2.2, 1.4.3).
const light: ThemeConfig = {
  token: {
    colorPrimary: '#0b6e4f',
    colorInfo: '#1f5aa6',
    colorSuccess: '#1b7a43',
    colorWarning: '#8a5300',
    colorError: '#b3261e',
    colorLink: '#0b6e4f',
    colorText: '#17211c',
    colorTextSecondary: '#4a5a52',
    colorTextTertiary: '#5a6a62',
    colorTextQuaternary: '#66756d',
    colorTextPlaceholder: '#66756d',
    colorTextDescription: '#4a5a52',
    colorTextDisabled: '#66756d',
    colorBgLayout: '#f4f6f4',
    colorBorder: '#84938b',
    colorBorderSecondary: '#d5ddd8',
    // What the library derives from so dark a green is grey.
    colorSuccessBg: '#e4f1eb',
    colorSuccessBorder: '#9ccbb4',
    colorWarningBg: '#fdf3e1',
    colorWarningBorder: '#e0bd80',
    colorErrorBg: '#fbeae9',
    colorErrorBorder: '#e5a5a0',
    colorInfoBg: '#e8f0fa',
    colorInfoBorder: '#a3c1e6',
  },
};

const dark: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    colorPrimary: '#4cc598',
    colorInfo: '#8fbcf5',
    colorSuccess: '#5fcf9f',
    colorWarning: '#f0b95a',
    colorError: '#ff8f85',
    colorLink: '#5fcf9f',
    colorText: '#e8eeea',
    colorTextSecondary: '#b6c4bc',
    colorTextTertiary: '#a9b8b0',
    colorTextQuaternary: '#9aa9a1',
    colorTextPlaceholder: '#9aa9a1',
    colorTextDescription: '#b6c4bc',
    colorTextDisabled: '#9aa9a1',
    colorBgBase: '#101512',
    colorBgContainer: '#18201c',
    colorBgElevated: '#1f2924',
    colorBgLayout: '#101512',
    colorBorder: '#6d7f75',
    colorBorderSecondary: '#33403a',
  },
  components: { Button: { primaryColor: '#06140d', dangerColor: '#2b0806' } },
};

const shared: ThemeConfig['token'] = { borderRadius: 6, fontFamily, fontSize: 15, controlHeight: 38 };

const listen = (listener: () => void) => {
  window.addEventListener('look', listener);
  return () => window.removeEventListener('look', listener);
};

/** The library's components in the project's own look and in the present language. */
export function Themed({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  const isNight = useSyncExternalStore(listen, isDark);
  const config = useMemo(() => {
    const look = isNight ? dark : light;
    return { ...look, token: { ...look.token, ...shared } };
  }, [isNight]);
  useEffect(() => {
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en-gb');
  }, [language]);
  return (
    <ConfigProvider
      csp={{ nonce }}
      getPopupContainer={above}
      locale={language === 'zh' ? zh : en}
      theme={config}
      button={{ autoInsertSpace: false }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
