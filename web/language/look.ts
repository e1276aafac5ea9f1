/** Light, dark, or as the device says. */
export const looks = ['device', 'light', 'dark'] as const;
export type Look = (typeof looks)[number];

const key = 'look';
const dark = () => window.matchMedia('(prefers-color-scheme: dark)');

/** What was chosen on this device. */
export const chosenLook = (): Look => {
  const kept = readKept(key);
  return kept === 'light' || kept === 'dark' ? kept : 'device';
};

/** Whether pages are dark now. */
export const isDark = (): boolean => {
  const look = chosenLook();
  return look === 'device' ? dark().matches : look === 'dark';
};

/** Keeps a choice and shows it. */
export function chooseLook(look: Look): void {
  keep(key, look);
  applyLook();
}

/** Shows the present look. */
export function applyLook(): void {
  document.documentElement.dataset.look = isDark() ? 'dark' : 'light';
  window.dispatchEvent(new Event('look'));
}

/** Follows the device from now on, where it decides. */
export const followDevice = (): void => dark().addEventListener('change', applyLook);

/** What this device kept under a name; nothing where it keeps nothing at all. */
export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a choice on this device, where it lets one. */
export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A device that keeps nothing asks again next time.
  }
}
