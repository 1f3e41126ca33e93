package org.visiomatic.tiler.render;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Draws all channels, mixed into red, green and blue.
final class ColourPainter implements BlockPainter {

  private final Scale[] scales;
  private final float[][] weights;
  private final float[] unmoved;
  private final GreyTable table;
  private final @Nullable LuptonTable lupton;

  ColourPainter(Rendering.Colour colour, int channels) {
    if (colour.cuts().size() != channels) {
      throw new IllegalArgumentException(
          "The colour rendering has cuts for %d channels, but the image has %d."
              .formatted(colour.cuts().size(), channels));
    }
    if (colour.mix().length != 3) {
      throw new IllegalArgumentException(
          "The colour rendering mixes %d colours, but red, green and blue are expected."
              .formatted(colour.mix().length));
    }
    for (float[] row : colour.mix()) {
      if (row.length != channels) {
        throw new IllegalArgumentException(
            "The colour rendering has weights for %d channels, but the image has %d."
                .formatted(row.length, channels));
      }
    }
    this.scales =
        colour.cuts().stream().map(cuts -> Scale.mixed(cuts, colour.tone())).toArray(Scale[]::new);
    this.weights = byChannel(colour.mix(), channels);
    this.unmoved = unmoved(scales, weights);
    this.table = GreyTable.of(colour.tone());
    this.lupton = colour.lupton() == null ? null : LuptonTable.of(colour.lupton());
  }

  @Override
  public int components() {
    return 3;
  }

  @Override
  public void read(Block block, RenderScratch scratch) {
    float[] x = scratch.pixels;
    int count = block.count();
    for (int c = 0; c < 3; c++) {
      Arrays.fill(scratch.planes[c], 0, count, unmoved[c]);
    }
    for (int channel = 0; channel < scales.length; channel++) {
      Scale scale = scales[channel];
      if (scale.factor() == 0 || isBlack(weights[channel])) {
        continue;
      }
      block.read(channel, x);
      ToneKernel.mix(x, count, scale, weights[channel], scratch.planes);
    }
  }

  @Override
  public void prepare(int from, int count, RenderScratch scratch) {
    int[][] steps = scratch.steps;
    if (lupton != null) {
      lupton.compose(scratch.planes, from, count);
    }
    // Not in a loop: the compiler would leave the inner one without vector instructions.
    ToneKernel.steps(scratch.planes[0], from, count, Scale.NONE, table.roots(), steps[0]);
    ToneKernel.steps(scratch.planes[1], from, count, Scale.NONE, table.roots(), steps[1]);
    ToneKernel.steps(scratch.planes[2], from, count, Scale.NONE, table.roots(), steps[2]);
  }

  @Override
  public void write(int from, int count, RenderScratch scratch, byte[] target, int at) {
    int[][] steps = scratch.steps;
    ToneKernel.interleave(steps[0], steps[1], steps[2], from, count, table.levels(), target, at);
  }

  /// Turns the weights by colour into weights by channel.
  private static float[][] byChannel(float[][] mix, int channels) {
    float[][] weights = new float[channels][3];
    for (int channel = 0; channel < channels; channel++) {
      for (int c = 0; c < 3; c++) {
        weights[channel][c] = mix[c][channel];
      }
    }
    return weights;
  }

  /// What the channels whose pixels do not count add to red, green and blue: their brightness.
  private static float[] unmoved(Scale[] scales, float[][] weights) {
    float[] sum = new float[3];
    for (int channel = 0; channel < scales.length; channel++) {
      if (scales[channel].factor() == 0) {
        for (int c = 0; c < 3; c++) {
          sum[c] += weights[channel][c] * scales[channel].offset();
        }
      }
    }
    return sum;
  }

  private static boolean isBlack(float[] weights) {
    return weights[0] == 0 && weights[1] == 0 && weights[2] == 0;
  }
}
