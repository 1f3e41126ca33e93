package org.visiomatic.tiler.render;

/// Draws one channel in grey or through a colour map.
final class MonoPainter implements BlockPainter {

  private final int channel;
  private final Scale scale;
  private final GreyTable table;
  private final ColourMap colourMap;

  MonoPainter(Rendering.Mono mono, int channels) {
    if (mono.channel() < 0 || mono.channel() >= channels) {
      throw new IndexOutOfBoundsException(
          "Channel %d was asked for, but the image has channels 0 to %d."
              .formatted(mono.channel(), channels - 1));
    }
    this.channel = mono.channel();
    this.scale = Scale.mono(mono.cuts(), mono.tone());
    this.table = GreyTable.of(mono.tone());
    this.colourMap = mono.colourMap();
  }

  @Override
  public int components() {
    return colourMap == ColourMap.GREY ? 1 : 3;
  }

  @Override
  public void paint(Block block, RenderScratch scratch, Raster raster, int at) {
    float[] x = scratch.pixels;
    block.read(channel, x);
    int count = block.count();
    // Without brightness NaN comes out black as it is, and that is where low goes too.
    if (scale.offset() != 0 && !ToneKernel.allFinite(x, count)) {
      ToneKernel.replaceNaN(x, count, scale.low());
    }
    int[] steps = scratch.steps[0];
    ToneKernel.steps(x, count, scale.low(), scale.factor(), scale.offset(), table.roots(), steps);
    byte[] levels = table.levels();
    byte[] target = raster.samples();
    int rowBytes = raster.width() * components();
    for (int row = 0; row < block.height(); row++) {
      int from = row * block.width();
      if (components() == 1) {
        ToneKernel.grey(steps, from, block.width(), levels, target, at + row * rowBytes);
      } else {
        ToneKernel.mapped(
            steps, from, block.width(), levels, colourMap.colours(), target, at + row * rowBytes);
      }
    }
  }
}
