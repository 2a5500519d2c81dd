/** `08:41`, or `1:08:41` from an hour on. Takes seconds. */
export function formatTimer(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map(part =>
    String(part).padStart(2, '0'),
  );
  const hours = Math.floor(whole / 3600);
  return (hours > 0 ? [String(hours), ...parts] : parts).join(':');
}
