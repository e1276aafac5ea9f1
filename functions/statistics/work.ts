import { type FeedAnswer, type FeedEvent, followFeed } from '../../shared/records/feed.ts';
import { officeTimeOf } from '../../shared/zone/statistics.ts';
import type { StatisticsGiven } from './figures.ts';
import { publishDue } from './publish.ts';
import { refreshCommonReturns } from './refresh-returns.ts';
import { summarise } from './summarise.ts';

/** What nobody asks for: events of applications as the table's feed tells them, and once a day the clock. */
export function statisticsWork(given: StatisticsGiven): {
  follow: (event: FeedEvent) => Promise<FeedAnswer>;
  daily: () => Promise<void>;
} {
  const { rules, log } = given;
  const follow = followFeed(summarise({ ...given, zone: rules.zone, office: officeTimeOf(rules) }), log);
  return {
    follow,
    daily: async () => {
      const rounds = await Promise.allSettled([publishDue(given), refreshCommonReturns(given)]);
      // One must not keep the other from being done; the schedule tries again what failed.
      for (const round of rounds) if (round.status === 'rejected') throw round.reason;
    },
  };
}
