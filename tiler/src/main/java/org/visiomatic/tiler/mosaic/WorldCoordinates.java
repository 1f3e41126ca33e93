package org.visiomatic.tiler.mosaic;

import java.util.regex.Pattern;
import org.visiomatic.tiler.pyramid.Header;

/// The linear part of the world coordinates of an image, in whichever of its forms a header has it,
/// as the matrix that FITS calls `CDi_j`: degrees per pixel.
///
/// @param cd11 `CD1_1`
/// @param cd12 `CD1_2`
/// @param cd21 `CD2_1`
/// @param cd22 `CD2_2`
record WorldCoordinates(double cd11, double cd12, double cd21, double cd22) {

  /// Keywords that say in other words what the matrix says.
  static final Pattern OLD_KEYWORDS =
      Pattern.compile("CDELT\\d+|CROTA\\d+|PC\\d+_\\d+|PC\\d{3}\\d{3}");

  /// Makes −0, which flips and rotations by 0 give, plain.
  WorldCoordinates {
    cd11 += 0.0;
    cd12 += 0.0;
    cd21 += 0.0;
    cd22 += 0.0;
  }

  static WorldCoordinates of(Header header) {
    double dx = number(header, "CDELT1", 1);
    double dy = number(header, "CDELT2", 1);
    if (hasMatrix(header, "CD%d_%d")) {
      return matrix(header, "CD%d_%d", 0);
    }
    if (hasMatrix(header, "PC%d_%d")) {
      return matrix(header, "PC%d_%d", 1).scaled(dx, dy);
    }
    if (hasMatrix(header, "PC%03d%03d")) {
      return matrix(header, "PC%03d%03d", 1).scaled(dx, dy);
    }
    return rotated(dx, dy, Math.toRadians(number(header, "CROTA2", 0)));
  }

  /// Axes of steps `dx`, `dy` turned by an angle: Calabretta & Greisen 2002, section 6.1.
  private static WorldCoordinates rotated(double dx, double dy, double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return new WorldCoordinates(dx * cos, -dy * sin, dx * sin, dy * cos);
  }

  private static boolean hasMatrix(Header header, String form) {
    for (int i = 1; i <= 2; i++) {
      for (int j = 1; j <= 2; j++) {
        if (header.number(form.formatted(i, j)).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  private static WorldCoordinates matrix(Header header, String form, double diagonal) {
    return new WorldCoordinates(
        number(header, form.formatted(1, 1), diagonal),
        number(header, form.formatted(1, 2), 0),
        number(header, form.formatted(2, 1), 0),
        number(header, form.formatted(2, 2), diagonal));
  }

  private WorldCoordinates scaled(double dx, double dy) {
    return new WorldCoordinates(dx * cd11, dx * cd12, dy * cd21, dy * cd22);
  }

  /// The same after columns or rows were turned round.
  WorldCoordinates flipped(int stepX, int stepY) {
    return new WorldCoordinates(cd11 * stepX, cd12 * stepY, cd21 * stepX, cd22 * stepY);
  }

  private static double number(Header header, String keyword, double absent) {
    return header.number(keyword).map(Number::doubleValue).orElse(absent);
  }
}
