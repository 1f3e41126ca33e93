package org.visiomatic.serve.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.visiomatic.tiler.build.Overview;
import org.visiomatic.tiler.build.TilingProgress;
import org.visiomatic.tiler.pyramid.Card;
import org.visiomatic.tiler.pyramid.ChannelStatistics;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.pyramid.ImageSection;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.PixelRange;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.PyramidMetadata;
import org.visiomatic.tiler.pyramid.SourceStamp;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Images that are made of formulas. A file that holds `channels height width` is such an image;
/// any other cannot be read. The value of a pixel is 10000 × channel + 100 × y + x, all from 1 at
/// the bottom left; that of the pixel 2,2 is NaN and that of 3,3 infinite.
public final class FakeImages implements PyramidSource {

  /// How often pyramids were built.
  public final AtomicInteger builds = new AtomicInteger();

  /// How many images are open.
  public final AtomicInteger open = new AtomicInteger();

  /// Holds builds back until it is counted down.
  public volatile CountDownLatch gate = new CountDownLatch(0);

  /// The lowest level of the overview that builds tell before they wait at the gate; 0 for none.
  public volatile int finestOfOverview;

  private final Set<SourceStamp> built = ConcurrentHashMap.newKeySet();
  private final Map<SourceStamp, Integer> versions = new ConcurrentHashMap<>();

  /// Writes a file that this source takes for an image.
  public static Path write(Path folder, String name, int channels, int height, int width)
      throws IOException {
    return Files.writeString(folder.resolve(name), channels + " " + height + " " + width);
  }

  /// What the pixel has, all counted from 1 at the bottom left.
  public static float value(int channel, int x, int y) {
    if (x == 2 && y == 2) {
      return Float.NaN;
    }
    return x == 3 && y == 3 ? Float.POSITIVE_INFINITY : 10000 * channel + 100 * y + x;
  }

  @Override
  public Optional<ServedImage> find(Path file) throws IOException {
    SourceStamp stamp = SourceStamp.of(file);
    return built.contains(stamp) ? Optional.of(image(file, stamp)) : Optional.empty();
  }

  @Override
  public ServedImage build(Path file, TilingProgress progress)
      throws IOException, InterruptedException {
    builds.incrementAndGet();
    showOverview(file, progress);
    progress.at(TilingProgress.Stage.TILING, 0.5);
    gate.await();
    SourceStamp stamp = SourceStamp.of(file);
    ServedImage image = image(file, stamp);
    try {
      progress.planned(image.pixels().geometry());
    } catch (IOException e) {
      image.close();
      throw e;
    }
    built.add(stamp);
    return image;
  }

  private void showOverview(Path file, TilingProgress progress) throws IOException {
    if (finestOfOverview > 0) {
      try (Image image = image(file, SourceStamp.of(file))) {
        PixelLevels upper = new UpperLevels(image.geometry, finestOfOverview);
        progress.overview(new Overview(upper, finestOfOverview, image.metadata));
      }
    }
  }

  @Override
  public void close() {}

  private Image image(Path file, SourceStamp stamp) throws IOException {
    String[] words = Files.readString(file).trim().split(" ");
    if (words.length != 3) {
      throw new UnreadableSourceException(
          "The file %s holds \"%s\", but three numbers were expected; write it anew."
              .formatted(file, words[0]));
    }
    versions.merge(stamp, 1, Integer::sum);
    open.incrementAndGet();
    PyramidGeometry geometry =
        new PyramidGeometry(
            Integer.parseInt(words[0]),
            Integer.parseInt(words[1]),
            Integer.parseInt(words[2]),
            TileSize.DEFAULT);
    return new Image(geometry, metadata(geometry, stamp));
  }

  private static PyramidMetadata metadata(PyramidGeometry geometry, SourceStamp stamp) {
    List<ChannelStatistics> statistics = new ArrayList<>();
    for (int channel = 1; channel <= geometry.channels(); channel++) {
      statistics.add(new ChannelStatistics(5, 1, 10000 * channel, 10000 * channel + 40000));
    }
    Header header =
        new Header(
            List.of(
                new Card("SIMPLE", true, "conforms"),
                new Card("NAXIS1", (long) geometry.width(), null),
                new Card("OBJECT", "M 31", null),
                new Card("GAIN", 1.5, "electrons per unit"),
                new Card("NOTHING", null, null),
                new Card("COMMENT", null, "first"),
                new Card("COMMENT", null, "second")));
    PixelRange x = new PixelRange(1, geometry.width());
    PixelRange y = new PixelRange(1, geometry.height());
    ImageSection section =
        new ImageSection(
            0,
            "",
            geometry.width(),
            geometry.height(),
            geometry.channels(),
            x,
            y,
            x,
            y,
            statistics,
            header);
    return new PyramidMetadata(stamp, "", header, List.of(section), statistics, List.of());
  }

  private final class Image implements ServedImage, PixelLevels {

    private final PyramidGeometry geometry;
    private final PyramidMetadata metadata;
    private volatile boolean closed;

    Image(PyramidGeometry geometry, PyramidMetadata metadata) {
      this.geometry = geometry;
      this.metadata = metadata;
    }

    @Override
    public PixelLevels pixels() {
      return this;
    }

    @Override
    public PyramidMetadata metadata() {
      return metadata;
    }

    @Override
    public String identity() {
      return Integer.toHexString(metadata.source().hashCode());
    }

    @Override
    public PyramidGeometry geometry() {
      return geometry;
    }

    @Override
    public void read(
        int level,
        int channel,
        int x,
        int y,
        int width,
        int height,
        float[] target,
        int offset,
        int stride) {
      if (closed) {
        throw new IllegalStateException("The image was read after it was closed.");
      }
      new UpperLevels(geometry, 0)
          .read(level, channel, x, y, width, height, target, offset, stride);
    }

    @Override
    public void close() {
      if (closed) {
        throw new IllegalStateException("The image was closed twice.");
      }
      closed = true;
      open.decrementAndGet();
    }
  }

  /// The formula at levels from `finest` on.
  private record UpperLevels(PyramidGeometry geometry, int finest) implements PixelLevels {

    @Override
    public void read(
        int level,
        int channel,
        int x,
        int y,
        int width,
        int height,
        float[] target,
        int offset,
        int stride) {
      geometry.check(level, channel, x, y, width, height);
      if (level < finest) {
        throw new IndexOutOfBoundsException("The level is not there yet.");
      }
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          int fitsX = ((x + column) << level) + 1;
          int fitsY = geometry.height() - ((y + row) << level);
          target[offset + row * stride + column] = value(channel + 1, fitsX, fitsY);
        }
      }
    }
  }
}
