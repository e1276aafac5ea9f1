import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import './quota.css';

const words = {
  free: { zh: (n: string) => `还剩 ${n} 个名额`, en: (n: string) => `${n} places left` },
  of: {
    zh: (size: string, confirmed: string, reserved: string) =>
      `共 ${size} 个：已发证 ${confirmed} 个，办理中占用 ${reserved} 个`,
    en: (size: string, confirmed: string, reserved: string) =>
      `${size} in all: ${confirmed} by permits, ${reserved} by cases under way`,
  },
};

/** How many places there are, taken and left. */
export function Places({
  size,
  confirmed,
  reserved,
  free,
}: {
  size: number;
  confirmed: number;
  reserved: number;
  free: number;
}) {
  const w = useWords(words);
  const dates = useDates();
  const share = (many: number) => (size > 0 ? (many / size) * 100 : 0);
  return (
    <>
      <span className="quota-free">{w.free(dates.number(free))}</span>
      <svg className="quota-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="4" className="quota-bar-all" />
        <rect width={share(confirmed)} height="4" className="quota-bar-confirmed" />
        <rect x={share(confirmed)} width={share(reserved)} height="4" className="quota-bar-reserved" />
      </svg>
      <span className="soft">{w.of(dates.number(size), dates.number(confirmed), dates.number(reserved))}</span>
    </>
  );
}
