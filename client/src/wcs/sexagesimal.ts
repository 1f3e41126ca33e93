/** Hours, minutes, seconds of a longitude in degrees: `06 45 08.917`. */
export function hours(degrees: number, decimals: number): string {
  const { units, minutes, seconds } = split((((degrees % 360) + 360) % 360) / 15, decimals);
  // 23 59 59.9999 rounds to the next day, which is the same place as hour 0.
  return `${pad(units % 24)} ${pad(minutes)} ${pad(seconds, decimals)}`;
}

/** Sign, degrees, minutes, seconds: `-16 42 58.02`. */
export function degrees(value: number, decimals: number): string {
  const { units, minutes, seconds } = split(Math.abs(value), decimals);
  return `${value < 0 ? '−' : '+'}${pad(units)} ${pad(minutes)} ${pad(seconds, decimals)}`;
}

/** Rounds before it splits, so that no field ever shows 60. */
function split(
  value: number,
  decimals: number,
): { units: number; minutes: number; seconds: number } {
  const scale = 10 ** decimals;
  const whole = Math.round(value * 3600 * scale);
  const perUnit = 3600 * scale;
  const perMinute = 60 * scale;
  return {
    units: Math.floor(whole / perUnit),
    minutes: Math.floor((whole % perUnit) / perMinute),
    seconds: (whole % perMinute) / scale,
  };
}

function pad(value: number, decimals = 0): string {
  return value.toFixed(decimals).padStart(decimals > 0 ? decimals + 3 : 2, '0');
}
