import { CarProjection } from './CarProjection';
import type { Projection } from './Projection';
import { SinProjection } from './SinProjection';
import { TanProjection } from './TanProjection';

/**
 * Projections by their FITS code. A new one is a class beside these and a line here, with points
 * of a real header in the tests.
 */
export const PROJECTIONS: Readonly<Record<string, () => Projection>> = {
  CAR: () => new CarProjection(),
  SIN: () => new SinProjection(),
  TAN: () => new TanProjection(),
};
