import { describe, expect, it } from 'vitest';
import { dailyCron, dailyTime } from './cron.ts';

describe('a cron expression', () => {
  it('is a time of the day when it runs once a day', () => {
    expect(dailyTime('0 2 * * *')).toBe('02:00');
    expect(dailyTime(' 30  14 * * * ')).toBe('14:30');
    expect(dailyCron('02:05')).toBe('5 2 * * *');
  });

  it.each(['*/5 * * * *', '0 2 * * 1', '0 2 1 * *', '0 2,14 * * *', '0 99 * * *', ''])('is not, when it is %j', (cron) => {
    expect(dailyTime(cron)).toBeUndefined();
  });

  it('comes back as it was', () => {
    for (const time of ['00:00', '09:07', '23:59']) expect(dailyTime(dailyCron(time))).toBe(time);
  });
});
