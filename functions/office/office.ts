import type { officeRoutes } from '../../shared/contract/office.ts';
import type { staffWindowRoutes } from '../../shared/contract/service-windows.ts';
import type { Handles } from '../../shared/http/function.ts';
import { delegation } from './delegation.ts';
import type { OfficeGiven } from './lead.ts';
import { self } from './self.ts';
import { staff } from './staff.ts';
import { staffAtWindows } from './windows.ts';

/** The office itself: what is delegated to it, and who may act in it. */
export const office = (given: OfficeGiven): Handles<typeof officeRoutes & typeof staffWindowRoutes> => ({
  ...self(given),
  ...delegation(given),
  ...staff(given),
  ...staffAtWindows(given),
});
