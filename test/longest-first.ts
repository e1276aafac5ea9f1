import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that keep one core busy for a minute and more: begun last, they would leave the other one idle. */
const long = [
  'test/pages/every-page-of-the-office.test.ts',
  'test/pages/every-page-of-parties.test.ts',
  'test/zone/clocks.test.ts',
  'test/zone/procedures.test.ts',
  'test/zone/yiwu.test.ts',
  'test/pages/rough-weather.test.ts',
  'test/pages/two-officers.test.ts',
];

/** How long a file takes, as a place in the list; what is not in it comes after. */
const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = long.findIndex((file) => moduleId.endsWith(file));
  return place < 0 ? long.length : place;
};

/** Begins with the files that take longest, which a fresh clone cannot know from its last run. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => placeOf(one) - placeOf(other));
  }
}
