import { useZone } from '../client/zone.ts';
import { useSay } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';

/** The first page. */
export function Home() {
  const say = useSay();
  const zone = useZone();
  return <Head title={say(zone.name)}>{say(zone.authority)}</Head>;
}
