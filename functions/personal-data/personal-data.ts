import type { personalDataRoutes } from '../../shared/contract/personal-data.ts';
import type { Handles } from '../../shared/http/function.ts';
import type { PersonalDataGiven } from './given.ts';
import { ownData } from './own-data.ts';
import { dataRequests } from './requests.ts';

/** What a person may see, copy and ask for of their own data, and how the office answers. */
export const personalData = (given: PersonalDataGiven): Handles<typeof personalDataRoutes> => ({
  ...ownData(given),
  ...dataRequests(given),
});
