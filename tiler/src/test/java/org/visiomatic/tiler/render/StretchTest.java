package org.visiomatic.tiler.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.visiomatic.tiler.pyramid.TileSize;

class StretchTest {

  /// Each curve with its definition, forwards, as it is written in the manual of astropy.
  static Stream<Arguments> curves() {
    return Stream.of(
        curve(new Stretch.Linear(), v -> v),
        curve(new Stretch.Power(0.5), Math::sqrt),
        curve(new Stretch.Power(2), v -> v * v),
        curve(new Stretch.Power(3.3), v -> Math.pow(v, 3.3)),
        curve(new Stretch.Log(1000), v -> Math.log(1000 * v + 1) / Math.log(1001)),
        curve(new Stretch.Log(10), v -> Math.log(10 * v + 1) / Math.log(11)),
        curve(new Stretch.Asinh(0.1), v -> asinh(v / 0.1) / asinh(10)),
        curve(new Stretch.Asinh(0.01), v -> asinh(v / 0.01) / asinh(100)),
        curve(new Stretch.Sinh(1 / 3.0), v -> Math.sinh(3 * v) / Math.sinh(3)),
        curve(new Stretch.Sinh(0.1), v -> Math.sinh(10 * v) / Math.sinh(10)));
  }

  @ParameterizedTest
  @MethodSource("curves")
  void isTheInverseOfItsDefinition(Stretch stretch, DoubleUnaryOperator definition) {
    for (double v = 0; v <= 1; v += 1 / 512.0) {
      assertThat(stretch.inverse(definition.applyAsDouble(v))).isCloseTo(v, within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("curves")
  void isDrawnWithinOneLevel(Stretch stretch, DoubleUnaryOperator definition) {
    for (double gamma : new double[] {0.8, 1, 2.2}) {
      GreyTable table = GreyTable.of(new Tone(1, 0, gamma, false, stretch));
      for (int i = 0; i <= 10_000; i++) {
        float v = i / 10_000f;
        int[] steps = new int[1];
        ToneKernel.steps(new float[] {v}, 0, 1, Scale.NONE, table.roots(), steps);
        int expected = (int) (255.49 * Math.pow(definition.applyAsDouble((double) v), 1 / gamma));
        assertThat(table.levels()[steps[0]] & 0xff)
            .as("%s with gamma %s at %s", stretch, gamma, v)
            .isBetween(expected - 1, expected + 1);
      }
    }
  }

  /// What `LogStretch()(0.25)` and so on give, computed with NumPy from the formulas.
  @Test
  void hasTheParametersOfAstropy() {
    assertThat(new Stretch.Log(1000).inverse(0.79977552)).isCloseTo(0.25, within(1e-7));
    assertThat(new Stretch.Asinh(0.1).inverse(0.54940249)).isCloseTo(0.25, within(1e-7));
    assertThat(new Stretch.Sinh(1 / 3.0).inverse(0.08208495)).isCloseTo(0.25, within(1e-7));
  }

  @Test
  void givesEveryLevelAboutAsManyPixels() {
    float[] pixels = new float[65_536];
    for (int i = 0; i < pixels.length; i++) {
      // Dark pixels are many, bright ones few.
      pixels[i] = (float) Math.pow(i / 65_536.0, 6);
    }
    Cuts cuts = new Cuts(0, 1);
    MemoryLevels levels = MemoryLevels.of(256, 256, pixels);
    Tone plain = new Tone(1, 0, 1, false);
    Tone tone = plain.with(PixelSample.of(levels, 0).equalizing(cuts, plain));
    Raster raster =
        new Renderer()
            .render(levels, 0, 0, 0, 256, 256, new Rendering.Mono(0, cuts, ColourMap.GREY, tone));
    int[] counts = new int[256];
    for (byte sample : raster.samples()) {
      counts[sample & 0xff]++;
    }
    // The darkest share one step of the table; that is what a level at the dark end may lack.
    int quarter = 0;
    for (int level = 0; level < 256; level++) {
      quarter += counts[level];
      if (level % 64 == 63) {
        assertThat(quarter).isCloseTo(16_384, within(1000));
        quarter = 0;
      }
    }
  }

  @Test
  void leavesAnImageWithoutPixelsBetweenTheCutsAlone() {
    float[] same = new float[16];
    PixelSample sample = PixelSample.of(new MemoryLevels(4, 4, TileSize.DEFAULT, same), 0);
    assertThat(sample.equalizing(new Cuts(1, 2), new Tone(1, 0, 1, false)))
        .isEqualTo(Stretch.LINEAR);
  }

  @Test
  void refusesParametersThatMakeNoCurve() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Stretch.Log(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Stretch.Asinh(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new Stretch.Power(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Stretch.Sinh(0.001))
        .withMessageContaining("0.01");
  }

  private static Arguments curve(Stretch stretch, DoubleUnaryOperator definition) {
    return Arguments.of(stretch, definition);
  }

  private static double asinh(double x) {
    return Math.log(x + Math.sqrt(x * x + 1));
  }
}
