package org.visiomatic.tiler.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares the kernels with the formulas at lengths around every vector width, before and after
/// they are compiled.
class ToneKernelTest {

  private static final int BYTES_OF_GUARD = 8;

  static IntStream lengths() {
    return IntStream.of(
        0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 129, 255, 257, 1023,
        4095, 4097);
  }

  /// An option for a class that is not there would be ignored without a word.
  @Test
  void isNamedByTheLauncherAsLoopsThatRemainMethods() throws IOException {
    assertThat(Files.readString(Path.of("../visiomatic")))
        .contains("-XX:CompileCommand=dontinline," + ToneKernel.class.getName() + "::*");
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void drawsGreyAsTheFormulaSays(int length) {
    float[] x = pixels(length + 3);
    Cuts cuts = new Cuts(-1.5f, 20);
    for (double gamma : new double[] {0.45, 1, 2.2, 4.5}) {
      for (double brightness : new double[] {0, 12, -30}) {
        Tone tone = new Tone(1.3, brightness, gamma, false);
        GreyTable table = GreyTable.of(tone);
        int[] steps = new int[length];
        byte[] levels = new byte[length + 1 + BYTES_OF_GUARD];
        ToneKernel.steps(x, 3, length, Scale.mono(cuts, tone), table.roots(), steps);
        ToneKernel.grey(steps, 0, length, table.levels(), levels, 1);
        for (int i = 0; i < length; i++) {
          int expected = PlainTone.mono(x[3 + i], cuts, tone);
          assertThat(levels[1 + i] & 0xff).isBetween(expected - 1, expected + 1);
        }
        assertThat(levels[0]).isZero();
        assertThat(Arrays.copyOfRange(levels, 1 + length, levels.length)).containsOnly(0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void packsColoursWithoutTouchingTheRest(int length) {
    int[] colours = new Random(1).ints(length + 2, 0, 1 << 24).toArray();
    byte[] target = new byte[3 * length + 5 + BYTES_OF_GUARD];
    ToneKernel.pack(colours, 2, length, target, 5);
    for (int i = 0; i < length; i++) {
      int written =
          (target[5 + 3 * i] & 0xff)
              | (target[6 + 3 * i] & 0xff) << 8
              | (target[7 + 3 * i] & 0xff) << 16;
      assertThat(written).isEqualTo(colours[2 + i]);
    }
    assertThat(Arrays.copyOf(target, 5)).containsOnly(0);
    assertThat(Arrays.copyOfRange(target, 5 + 3 * length, target.length)).containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void mixesOneChannelOrTwoAsTheFormulaSays(int length) {
    float[] x = pixels(length);
    float[] y = pixels(length + 1);
    float[] xGains = {0.05f, -0.025f, 0};
    float[] yGains = {0, 0.5f, 0.1f};
    float[][] one = planes(length);
    assertThat(ToneKernel.mix(x, length, 2, xGains, one)).isTrue();
    float[][] two = planes(length);
    assertThat(ToneKernel.mix(x, y, length, 2, 3, xGains, yGains, two)).isTrue();
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < length; i++) {
        double expected = 0.25 + xGains[c] * (x[i] - 2.0);
        assertThat((double) one[c][i]).isCloseTo(expected, Offset.offset(1e-5));
        expected += yGains[c] * (y[i] - 3.0);
        assertThat((double) two[c][i]).isCloseTo(expected, Offset.offset(1e-5));
      }
    }
  }

  @Test
  void seesWildValuesWhereverTheyAre() {
    float[] gains = {1, 0, -0.5f};
    float[] odd = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE};
    for (int length = 1; length < 70; length++) {
      float[] x = pixels(length);
      float[] y = pixels(length);
      for (int i = 0; i < length; i++) {
        float kept = x[i];
        x[i] = odd[i % odd.length];
        assertThat(ToneKernel.mix(x, length, 2, gains, planes(length))).isFalse();
        assertThat(ToneKernel.mix(x, y, length, 2, 3, gains, gains, planes(length))).isFalse();
        assertThat(ToneKernel.mix(y, x, length, 3, 2, gains, gains, planes(length))).isFalse();
        x[i] = kept;
      }
    }
  }

  @Test
  void mixesWildPixelsWithCareAndLeavesTheOthersAlone() {
    float[] gains = {1, -0.5f, 0};
    for (int length : new int[] {1, 31, 64, 1001}) {
      float[] x = pixels(length);
      float[][] tame = planes(length);
      ToneKernel.mix(x, length, 2, gains, tame);
      for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -Float.MAX_VALUE}) {
        float[] strange = x.clone();
        strange[length / 2] = odd;
        float[][] wild = planes(length);
        assertThat(ToneKernel.mix(strange, length, 2, gains, wild)).isFalse();
        int[] marks = new int[length];
        ToneKernel.markWild(wild, length, new float[] {0.25f, 0.25f, 0.25f}, marks);
        assertThat(Arrays.stream(marks).sum()).isEqualTo(1);
        ToneKernel.mixMarked(strange, length, 2, gains, wild, marks);
        float far = Float.isNaN(odd) ? 0 : odd > 0 ? 1e30f : -1e30f;
        assertThat(wild[0][length / 2]).isEqualTo(0.25f + far);
        assertThat(wild[1][length / 2]).isEqualTo(0.25f - far);
        assertThat(wild[2][length / 2]).isEqualTo(0.25f);
        for (int c = 0; c < 3; c++) {
          wild[c][length / 2] = tame[c][length / 2];
        }
        assertThat(wild).isDeepEqualTo(tame);
      }
    }
  }

  @Test
  void findsWhatIsNotFiniteWhereverItIs() {
    for (int length = 1; length < 70; length++) {
      float[] x = pixels(length);
      assertThat(ToneKernel.allFinite(x, length)).isTrue();
      for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
        for (int i = 0; i < length; i++) {
          float kept = x[i];
          x[i] = odd;
          assertThat(ToneKernel.allFinite(x, length)).isFalse();
          x[i] = kept;
        }
      }
    }
  }

  @Test
  void takesTheLargestNumbersForFinite() {
    float[] x = {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -0f};
    assertThat(ToneKernel.allFinite(x, 4)).isTrue();
  }

  @Test
  void staysTheSameWhenItIsCompiled() {
    float[] x = pixels(4097);
    x[17] = Float.NaN;
    x[18] = Float.POSITIVE_INFINITY;
    x[4000] = Float.NEGATIVE_INFINITY;
    Scale scale = new Scale(0, 0.1f, 0);
    for (int roots = 0; roots <= 2; roots++) {
      int[] first = new int[x.length];
      ToneKernel.steps(x, 0, x.length, scale, roots, first);
      assertThat(first[17]).isZero();
      assertThat(first[18]).isEqualTo(GreyTable.TOP);
      assertThat(first[4000]).isZero();
      int[] later = new int[x.length];
      for (int run = 0; run < 3000; run++) {
        ToneKernel.steps(x, 0, x.length, scale, roots, later);
      }
      assertThat(later).isEqualTo(first);
    }
  }

  private static float[][] planes(int length) {
    float[][] planes = new float[3][length];
    for (float[] plane : planes) {
      Arrays.fill(plane, 0.25f);
    }
    return planes;
  }

  private static float[] pixels(int length) {
    Random random = new Random(length);
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = (float) (5 + 8 * random.nextGaussian());
    }
    return x;
  }
}
