package org.visiomatic.tiler.render;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Draws all channels, mixed into red, green and blue.
final class ColourPainter implements BlockPainter {

  /// The channels that add something.
  private final int[] channels;

  private final float[] lows;

  /// Red, green and blue of a step of 1 of each channel.
  private final float[][] gains;

  /// Red, green and blue where every channel is at its low.
  private final float[] start;

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
    Scale[] scales =
        colour.cuts().stream().map(cuts -> Scale.mixed(cuts, colour.tone())).toArray(Scale[]::new);
    start = new float[3];
    lows = new float[channels];
    gains = new float[channels][3];
    for (int channel = 0; channel < channels; channel++) {
      lows[channel] = scales[channel].low();
      for (int c = 0; c < 3; c++) {
        start[c] += colour.mix()[c][channel] * scales[channel].offset();
        gains[channel][c] = colour.mix()[c][channel] * scales[channel].factor();
      }
    }
    this.channels = IntStream.range(0, channels).filter(this::counts).toArray();
    this.table = GreyTable.of(colour.tone());
    this.lupton = colour.lupton() == null ? null : LuptonTable.of(colour.lupton());
  }

  @Override
  public int components() {
    return 3;
  }

  /// Whether the pixels of a channel are seen.
  private boolean counts(int channel) {
    float[] gain = gains[channel];
    return gain[0] != 0 || gain[1] != 0 || gain[2] != 0;
  }

  @Override
  public void read(Block block, RenderScratch scratch) {
    int count = block.count();
    for (int c = 0; c < 3; c++) {
      Arrays.fill(scratch.planes[c], 0, count, start[c]);
    }
    boolean tame = true;
    for (int i = 0; i < channels.length; i += 2) {
      tame = i + 1 < channels.length ? mixTwo(block, i, scratch) : mixOne(block, i, scratch);
    }
    if (!tame) {
      mixAgain(block, scratch);
    }
  }

  private boolean mixOne(Block block, int index, RenderScratch scratch) {
    int channel = channels[index];
    block.read(channel, scratch.pixels);
    return ToneKernel.mix(
        scratch.pixels, block.count(), lows[channel], gains[channel], scratch.planes);
  }

  private boolean mixTwo(Block block, int index, RenderScratch scratch) {
    int one = channels[index];
    int other = channels[index + 1];
    block.read(one, scratch.pixels);
    block.read(other, scratch.others);
    return ToneKernel.mix(
        scratch.pixels,
        scratch.others,
        block.count(),
        lows[one],
        lows[other],
        gains[one],
        gains[other],
        scratch.planes);
  }

  /// Mixes the pixels once more, with care, in which a channel is not a number or infinite.
  private void mixAgain(Block block, RenderScratch scratch) {
    int[] marks = scratch.steps[0];
    ToneKernel.markWild(scratch.planes, block.count(), start, marks);
    for (int channel : channels) {
      block.read(channel, scratch.pixels);
      ToneKernel.mixMarked(
          scratch.pixels, block.count(), lows[channel], gains[channel], scratch.planes, marks);
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
}
