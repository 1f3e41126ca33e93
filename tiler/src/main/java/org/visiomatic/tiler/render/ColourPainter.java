package org.visiomatic.tiler.render;

import java.util.Arrays;

/// Draws all channels, mixed into red, green and blue.
final class ColourPainter implements BlockPainter {

  private final Scale[] scales;
  private final float[][] mix;
  private final GreyTable table;

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
    this.mix = colour.mix();
    this.table = GreyTable.of(colour.tone());
  }

  @Override
  public int components() {
    return 3;
  }

  @Override
  public void paint(Block block, RenderScratch scratch, Raster raster, int at) {
    mixChannels(block, scratch);
    for (int c = 0; c < 3; c++) {
      ToneKernel.steps(scratch.planes[c], block.count(), 0, 1, 0, table.roots(), scratch.steps[c]);
    }
    int rowBytes = raster.width() * 3;
    for (int row = 0; row < block.height(); row++) {
      ToneKernel.interleaved(
          scratch.steps[0],
          scratch.steps[1],
          scratch.steps[2],
          row * block.width(),
          block.width(),
          table.levels(),
          raster.samples(),
          at + row * rowBytes);
    }
  }

  private void mixChannels(Block block, RenderScratch scratch) {
    float[] x = scratch.pixels;
    float[][] planes = scratch.planes;
    int count = block.count();
    for (int c = 0; c < 3; c++) {
      Arrays.fill(planes[c], 0, count, unmovedBy(c));
    }
    for (int channel = 0; channel < scales.length; channel++) {
      Scale scale = scales[channel];
      if (scale.factor() == 0 || isBlack(channel)) {
        continue;
      }
      block.read(channel, x);
      if (!ToneKernel.allFinite(x, count)) {
        ToneKernel.replaceNaN(x, count, scale.low());
      }
      ToneKernel.mix(
          x,
          count,
          scale.low(),
          scale.factor(),
          scale.offset(),
          mix[0][channel],
          mix[1][channel],
          mix[2][channel],
          planes[0],
          planes[1],
          planes[2]);
    }
  }

  /// What the channels whose pixels do not count add to a colour: their brightness.
  private float unmovedBy(int c) {
    float sum = 0;
    for (int channel = 0; channel < scales.length; channel++) {
      if (scales[channel].factor() == 0) {
        sum += mix[c][channel] * scales[channel].offset();
      }
    }
    return sum;
  }

  private boolean isBlack(int channel) {
    return mix[0][channel] == 0 && mix[1][channel] == 0 && mix[2][channel] == 0;
  }
}
