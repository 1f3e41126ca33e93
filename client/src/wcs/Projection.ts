/** Position on the sphere in a projection's own coordinates, in degrees. */
export interface NativePoint {
  readonly phi: number;
  readonly theta: number;
}

/**
 * A map projection: plane (degrees) ↔ native sphere (degrees). One class each.
 *
 * Both directions answer undefined where the projection does not reach.
 */
export interface Projection {
  /** Native latitude of the reference point; its native longitude is always 0. */
  readonly referenceLatitude: number;

  toSphere(x: number, y: number): NativePoint | undefined;

  toPlane(point: NativePoint): readonly [number, number] | undefined;
}
