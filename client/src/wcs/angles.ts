const DEGREE = Math.PI / 180;

export const sind = (degrees: number): number => Math.sin(degrees * DEGREE);
export const cosd = (degrees: number): number => Math.cos(degrees * DEGREE);
export const atan2d = (y: number, x: number): number => Math.atan2(y, x) / DEGREE;
export const atand = (value: number): number => Math.atan(value) / DEGREE;

/** Takes a hair more than ±1, as rounding makes it at the poles. */
export const asind = (value: number): number => Math.asin(clampUnit(value)) / DEGREE;
export const acosd = (value: number): number => Math.acos(clampUnit(value)) / DEGREE;

/** Into 0 ≤ angle < 360. */
export function positiveAngle(degrees: number): number {
  const turned = degrees % 360;
  return turned < 0 ? turned + 360 : turned;
}

/** Into -180 < angle ≤ 180. */
export function signedAngle(degrees: number): number {
  const positive = positiveAngle(degrees);
  return positive > 180 ? positive - 360 : positive;
}

function clampUnit(value: number): number {
  return Math.abs(value) > 1 && Math.abs(value) < 1 + 1e-12 ? Math.sign(value) : value;
}
