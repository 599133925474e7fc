/** A time span as a person says it: "150 milliseconds", "5 seconds", "4 minutes", "1.5 hours". */
export const duration = (ms: number): string => {
  if (ms > 0 && ms < 1000) {
    return counted(Math.ceil(ms), "millisecond");
  }
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) {
    return counted(seconds, "second");
  }
  return seconds < 7200 ? counted(rounded(seconds / 60), "minute") : counted(rounded(seconds / 3600), "hour");
};

const rounded = (value: number): number => Math.round(value * 10) / 10;

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;
