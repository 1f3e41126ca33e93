package org.visiomatic.tiler.mosaic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.SampleFormat;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.source.ImageHdu;
import org.visiomatic.tiler.source.PixelSource;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// The frame that the images of one file make together. Pixels that no image fills are NaN; where
/// images overlap, the later one counts. It has as many channels as the image that has most, and
/// the images with fewer are NaN in the others.
public final class Mosaic implements PixelSource {

  /// A frame may be this many times larger than its images. Sparse cuts through large cameras stay
  /// far below; a `DETSEC` with a digit too many does not.
  private static final long MOST_EMPTY = 10_000;

  private final Layout layout;
  private final List<String> notes;
  private final List<PlacedImage> images = new ArrayList<>();
  private final int channels;
  private final int height;
  private final int width;
  private final Header header;
  private final SampleFormat format;

  private Mosaic(String file, Layout layout) throws UnreadableSourceException {
    this.layout = layout;
    List<Placement> placements = layout.placements();
    int firstX = placements.stream().mapToInt(p -> Section.low(p.frameX())).min().orElseThrow();
    int firstY = placements.stream().mapToInt(p -> Section.low(p.frameY())).min().orElseThrow();
    int lastX = placements.stream().mapToInt(p -> Section.high(p.frameX())).max().orElseThrow();
    int lastY = placements.stream().mapToInt(p -> Section.high(p.frameY())).max().orElseThrow();
    this.width = length(file, firstX, lastX);
    this.height = length(file, firstY, lastY);
    placements.forEach(placement -> images.add(PlacedImage.of(placement, firstX, firstY)));
    this.channels = images.stream().mapToInt(i -> i.image().channels()).max().orElseThrow();
    refuseEmptiness(file);
    this.format = commonFormat();
    this.header = FrameHeader.of(placements.getFirst(), this, firstX, firstY);
    this.notes = notes(layout);
  }

  /// Places images by their `DETSEC` and `DATASEC`.
  ///
  /// @param fileName for messages
  /// @throws org.visiomatic.tiler.source.UnreadableSourceException when the sections contradict
  ///   each other or the images
  public static Mosaic of(String fileName, List<ImageHdu> images) throws IOException {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("A mosaic needs at least one image.");
    }
    return new Mosaic(fileName, Layout.of(fileName, images));
  }

  private static int length(String file, int first, int last) throws UnreadableSourceException {
    long length = (long) last - first + 1;
    if (length > Integer.MAX_VALUE) {
      throw new UnreadableSourceException(
          "%s cannot be laid out: its DETSEC keywords ask for a frame that is %,d pixels long; at most %,d are possible."
              .formatted(file, length, Integer.MAX_VALUE));
    }
    return (int) length;
  }

  /// Sizes of a pyramid of the frame.
  public PyramidGeometry geometry(TileSize tile) {
    return new PyramidGeometry(channels, height, width, tile);
  }

  private void refuseEmptiness(String file) throws UnreadableSourceException {
    double frame = (double) width * height * channels;
    double filled = images.stream().mapToDouble(i -> area(i) * i.image().channels()).sum();
    if (frame > filled * MOST_EMPTY) {
      throw new UnreadableSourceException(
          "%s cannot be laid out: its DETSEC keywords ask for a frame of %,d × %,d pixels and %,d channels, of which the images fill less than one in %,d."
              .formatted(file, width, height, channels, MOST_EMPTY));
    }
  }

  private static double area(PlacedImage image) {
    return (double) image.x().length() * image.y().length();
  }

  /// The format of the images when they share one and it can say "no value" or need not.
  private SampleFormat commonFormat() {
    SampleFormat first = images.getFirst().image().format();
    boolean shared = images.stream().skip(1).allMatch(i -> i.image().format().equals(first));
    boolean canBeEmpty = first.fill().isPresent() || !hasGaps();
    return shared && canBeEmpty ? first : SampleFormat.FLOAT32;
  }

  /// Whether some pixels may be left empty; overlapping images count as leaving some.
  private boolean hasGaps() {
    double filled = 0;
    for (PlacedImage image : images) {
      if (image.image().channels() < channels) {
        return true;
      }
      filled += area(image);
    }
    return filled != (double) width * height || layout.hasOverlaps();
  }

  private List<String> notes(Layout layout) {
    List<String> all = new ArrayList<>(layout.notes());
    if (images.stream().anyMatch(image -> image.image().channels() < channels)) {
      all.add(
          "The images have different numbers of channels; those with fewer than %d are empty in the others."
              .formatted(channels));
    }
    return List.copyOf(all);
  }

  /// The images and where they stand, in the order given.
  public List<Placement> placements() {
    return layout.placements();
  }

  /// Header of the frame.
  public Header header() {
    return header;
  }

  /// Sentences for the user about the layout that was chosen; empty when the file says it all.
  public List<String> notes() {
    return notes;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public SampleFormat format() {
    return format;
  }

  @Override
  public void read(
      int channel, int x, int y, int width, int height, float[] target, int offset, int stride)
      throws IOException {
    check(channel, x, y, width, height);
    int first = firstThatShows(channel, x, y, width, height);
    if (first < 0) {
      for (int j = 0; j < height; j++) {
        int row = offset + j * stride;
        Arrays.fill(target, row, row + width, Float.NaN);
      }
    }
    for (PlacedImage image : images.subList(Math.max(0, first), images.size())) {
      if (image.meets(channel, x, y, width, height)) {
        image.read(channel, x, y, width, height, target, offset, stride);
      }
    }
  }

  /// The last image that fills the whole rectangle: those before it are hidden there. −1 when there
  /// is none.
  private int firstThatShows(int channel, int x, int y, int width, int height) {
    for (int i = images.size() - 1; i >= 0; i--) {
      if (images.get(i).covers(channel, x, y, width, height)) {
        return i;
      }
    }
    return -1;
  }

  private void check(int channel, int x, int y, int w, int h) {
    if (channel < 0
        || channel >= channels
        || x < 0
        || y < 0
        || w < 0
        || h < 0
        || (long) x + w > width
        || (long) y + h > height) {
      throw new IndexOutOfBoundsException(
          "Channel %d, columns %d to %d, rows %d to %d were asked for, but the frame has %d channels of %d columns and %d rows."
              .formatted(
                  channel, x, (long) x + w - 1, y, (long) y + h - 1, channels, width, height));
    }
  }
}
