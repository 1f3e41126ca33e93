package org.visiomatic.serve.http;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.visiomatic.serve.api.Encoding;
import org.visiomatic.serve.api.Painter;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.render.ColourMap;
import org.visiomatic.tiler.render.Cuts;
import org.visiomatic.tiler.render.Rendering;

/// Paints without the real renderer: scaled values only, as JPEG of the right size and components.
final class FakePainter implements Painter {

  final AtomicInteger paintings = new AtomicInteger();

  /// What was painted. The picture that warms up the codec, some time after the start, is one of
  /// them.
  final Queue<Frame> frames = new ConcurrentLinkedQueue<>();

  /// Holds paintings back until it is counted down.
  volatile CountDownLatch gate = new CountDownLatch(0);

  /// How long a painting takes at least.
  volatile Duration pace = Duration.ZERO;

  /// Bytes that follow each picture.
  volatile int padding;

  @Override
  public byte[] paint(PixelLevels pixels, Frame frame, Rendering rendering, Encoding encoding) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("The server stopped while a picture was painted.", e);
    }
    for (long end = System.nanoTime() + pace.toNanos(); System.nanoTime() < end; ) {
      Thread.onSpinWait();
    }
    paintings.incrementAndGet();
    frames.add(frame);
    boolean grey = rendering instanceof Rendering.Mono mono && mono.colourMap() == ColourMap.GREY;
    BufferedImage image =
        new BufferedImage(
            frame.width(),
            frame.height(),
            grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    int channel = rendering instanceof Rendering.Mono mono ? mono.channel() : 0;
    Cuts cuts =
        switch (rendering) {
          case Rendering.Mono mono -> mono.cuts();
          case Rendering.Colour colour -> colour.cuts().getFirst();
        };
    float[] row = new float[frame.width()];
    for (int y = 0; y < frame.height(); y++) {
      pixels.read(
          frame.level(), channel, frame.x(), frame.y() + y, frame.width(), 1, row, 0, row.length);
      for (int x = 0; x < row.length; x++) {
        float scaled = (row[x] - cuts.low()) / (cuts.high() - cuts.low());
        int level = (int) (255 * Math.clamp(scaled, 0f, 1f));
        image.setRGB(x, y, level << 16 | level << 8 | level);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.writeBytes(new byte[padding]);
    return bytes.toByteArray();
  }
}
