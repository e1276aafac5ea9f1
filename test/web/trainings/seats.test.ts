import { describe, expect, it } from 'vitest';
import { seatChoices } from '../../../web/trainings/seats.ts';

describe('how many seats of a training can be chosen', () => {
  it('is what is left, and what the employer has already', () => {
    expect(seatChoices(0, 2)).toEqual([0, 1, 2]);
    expect(seatChoices(2, 1)).toEqual([0, 1, 2, 3]);
  });

  it('lets seats of a full session be given back', () => {
    expect(seatChoices(3, 0)).toEqual([0, 1, 2, 3]);
    expect(seatChoices(0, 0)).toEqual([0]);
  });

  it('is twenty at most, as the interface takes no more', () => {
    expect(seatChoices(0, 500).at(-1)).toBe(20);
  });
});
