package org.visiomatic.tiler.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GreyTableTest {

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.2, 0.45, 0.9, 1, 1.49, 1.5, 1.51, 1.8, 2.2, 3, 3.01, 4, 5})
  void staysWithinOneLevelOfTheFormula(double gamma) {
    Tone tone = new Tone(1, 0, gamma, false);
    GreyTable table = GreyTable.of(tone);
    // Even in the logarithm, so that the faint end is looked at as closely as the bright one.
    int wrong = 0;
    int tried = 0;
    for (double v = 1; v > 1e-14; v *= 0.9999) {
      float x = (float) v;
      int[] steps = new int[1];
      ToneKernel.steps(new float[] {x}, 0, 1, Scale.NONE, table.roots(), steps);
      int level = table.levels()[steps[0]] & 0xff;
      int expected = PlainTone.level(x, tone);
      assertThat(level).isBetween(expected - 1, expected + 1);
      wrong += level == expected ? 0 : 1;
      tried++;
    }
    assertThat((double) wrong / tried).isLessThan(0.02);
  }

  @Test
  void isExactWithGammaOne() {
    Tone tone = new Tone(1, 0, 1, false);
    GreyTable table = GreyTable.of(tone);
    for (int level = 1; level < 256; level++) {
      for (double nudge : new double[] {-1e-6, 1e-6}) {
        float v = (float) (level / 255.49 + nudge);
        int[] steps = new int[1];
        ToneKernel.steps(new float[] {v}, 0, 1, Scale.NONE, table.roots(), steps);
        assertThat(table.levels()[steps[0]] & 0xff).isEqualTo(PlainTone.level(v, tone));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 2.2, 5})
  void runsFromBlackToWhiteAndBackwardsWhenInverted(double gamma) {
    byte[] levels = new GreyTable(gamma, false).levels();
    byte[] inverted = new GreyTable(gamma, true).levels();
    assertThat(levels[0]).isZero();
    assertThat(levels[GreyTable.TOP] & 0xff).isEqualTo(255);
    for (int step = 0; step <= GreyTable.TOP; step++) {
      assertThat(inverted[step] & 0xff).isEqualTo(255 - (levels[step] & 0xff));
      if (step > 0) {
        assertThat(levels[step] & 0xff).isGreaterThanOrEqualTo(levels[step - 1] & 0xff);
      }
    }
  }

  @Test
  void isKeptForTheNextRequest() {
    Tone tone = new Tone(1, 0, 2.25, false);
    assertThat(GreyTable.of(new Tone(7, 3, 2.25, false))).isSameAs(GreyTable.of(tone));
  }
}
