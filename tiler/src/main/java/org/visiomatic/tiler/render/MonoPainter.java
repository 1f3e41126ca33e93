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
  public void read(Block block, RenderScratch scratch) {
    float[] x = scratch.pixels;
    block.read(channel, x);
    // Without brightness NaN comes out black as it is, and that is where low goes too.
    if (scale.offset() != 0 && !ToneKernel.allFinite(x, block.count())) {
      ToneKernel.replaceNaN(x, block.count(), scale.low());
    }
  }

  @Override
  public void prepare(int from, int count, RenderScratch scratch) {
    int[] steps = scratch.steps[0];
    ToneKernel.steps(scratch.pixels, from, count, scale, table.roots(), steps);
    if (colourMap != ColourMap.GREY) {
      ToneKernel.map(steps, count, table.levels(), colourMap.colours());
    }
  }

  @Override
  public void write(int from, int count, RenderScratch scratch, byte[] target, int at) {
    if (colourMap == ColourMap.GREY) {
      ToneKernel.grey(scratch.steps[0], from, count, table.levels(), target, at);
    } else {
      ToneKernel.pack(scratch.steps[0], from, count, target, at);
    }
  }
}
