import type { HeaderCards } from './HeaderCards';
import { cosd, sind } from './angles';

type Matrix = readonly [number, number, number, number];

/**
 * From FITS pixels to the plane of projection, in degrees, and back.
 *
 * The matrix comes from `CDi_j`, else `CDELTi`·`PCi_j`, else the older `CDELTi`·`PC00i00j`, else
 * `CDELTi` turned by `CROTA2`.
 */
export class LinearTransform {
  readonly #inverse: Matrix;

  private constructor(
    private readonly referencePixel: readonly [number, number],
    private readonly matrix: Matrix,
  ) {
    const [a, b, c, d] = matrix;
    const determinant = a * d - b * c;
    this.#inverse = [d / determinant, -b / determinant, -c / determinant, a / determinant];
  }

  /**
   * @param unitX size in degrees of the unit of the first axis; `unitY` of the second.
   * @return undefined when the matrix has no inverse.
   */
  static of(cards: HeaderCards, unitX: number, unitY: number): LinearTransform | undefined {
    const [a, b, c, d] = matrixOf(cards);
    const matrix: Matrix = [a * unitX, b * unitX, c * unitY, d * unitY];
    const determinant = matrix[0] * matrix[3] - matrix[1] * matrix[2];
    if (!Number.isFinite(determinant) || determinant === 0) {
      return undefined;
    }
    const pixel = [cards.number('CRPIX1') ?? 0, cards.number('CRPIX2') ?? 0] as const;
    return new LinearTransform(pixel, matrix);
  }

  toPlane(x: number, y: number): readonly [number, number] {
    const [a, b, c, d] = this.matrix;
    const dx = x - this.referencePixel[0];
    const dy = y - this.referencePixel[1];
    return [a * dx + b * dy, c * dx + d * dy];
  }

  toPixel(planeX: number, planeY: number): readonly [number, number] {
    const [a, b, c, d] = this.#inverse;
    return [
      a * planeX + b * planeY + this.referencePixel[0],
      c * planeX + d * planeY + this.referencePixel[1],
    ];
  }
}

function matrixOf(cards: HeaderCards): Matrix {
  const pairs = ['1_1', '1_2', '2_1', '2_2'] as const;
  if (pairs.some((pair) => cards.has(`CD${pair}`))) {
    // Once one element is given, the ones left out are 0.
    return pairs.map((pair) => cards.number(`CD${pair}`) ?? 0) as unknown as Matrix;
  }
  const stepX = cards.number('CDELT1') ?? 1;
  const stepY = cards.number('CDELT2') ?? 1;
  const scaled = ([a, b, c, d]: Matrix): Matrix => [a * stepX, b * stepX, c * stepY, d * stepY];
  const names = [
    pairs.map((pair) => `PC${pair}`),
    ['PC001001', 'PC001002', 'PC002001', 'PC002002'],
  ];
  for (const family of names) {
    if (family.some((name) => cards.has(name))) {
      const [a, b, c, d] = family.map((name) => cards.number(name));
      return scaled([a ?? 1, b ?? 0, c ?? 0, d ?? 1]);
    }
  }
  const turn = cards.number('CROTA2') ?? 0;
  return [
    stepX * cosd(turn),
    -stepY * sind(turn),
    stepX * sind(turn),
    stepY * cosd(turn),
  ];
}
