package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.LongStream;

/// Small pyramids made in code.
final class PyramidFixtures {

  private PyramidFixtures() {}

  static final Storage CHECKED = new Storage(Storage.Compression.NONE, true);
  static final Storage ZSTD = new Storage(Storage.Compression.ZSTD, false);
  static final Storage CHECKED_ZSTD = new Storage(Storage.Compression.ZSTD, true);

  /// Every way to store tiles.
  static final List<Storage> STORAGES = List.of(Storage.PLAIN, CHECKED, ZSTD, CHECKED_ZSTD);

  /// For parameterized tests.
  static List<Storage> storages() {
    return STORAGES;
  }

  /// What a pixel is worth.
  @FunctionalInterface
  interface Pixels {
    float at(int level, int channel, int x, int y);
  }

  static final SampleFormat UINT8 =
      new SampleFormat(SampleFormat.Type.UINT8, 1, 0, OptionalInt.empty());

  static final SampleFormat INT16_BLANK =
      new SampleFormat(SampleFormat.Type.INT16, 0.5, 100, OptionalInt.of(-32768));

  static final SampleFormat UINT16_BLANK =
      new SampleFormat(SampleFormat.Type.UINT16, 1, 0, OptionalInt.of(65535));

  static PyramidGeometry geometry(
      int channels, int height, int width, int tileHeight, int tileWidth) {
    return new PyramidGeometry(channels, height, width, new TileSize(tileHeight, tileWidth));
  }

  /// Every tile of a pyramid.
  static List<TileKey> tiles(PyramidGeometry geometry) {
    List<TileKey> keys = new ArrayList<>();
    for (int level = 0; level < geometry.levels(); level++) {
      for (int channel = 0; channel < geometry.channels(); channel++) {
        for (int row = 0; row < geometry.rows(level); row++) {
          for (int column = 0; column < geometry.columns(level); column++) {
            keys.add(new TileKey(level, channel, row, column));
          }
        }
      }
    }
    return keys;
  }

  /// Writes one tile, out of a buffer with rubbish around it.
  static void writeTile(PyramidWriter writer, PyramidGeometry geometry, TileKey key, Pixels pixels)
      throws IOException {
    try (TileRow row = writer.row()) {
      writeTile(row, geometry, key, pixels);
    }
  }

  /// As above, as one of a row.
  static void writeTile(TileRow row, PyramidGeometry geometry, TileKey key, Pixels pixels)
      throws IOException {
    int width = geometry.tileWidth(key.level(), key.column());
    int height = geometry.tileHeight(key.level(), key.row());
    int offset = 3;
    int stride = width + 2;
    float[] buffer = new float[offset + height * stride];
    Arrays.fill(buffer, -12345);
    for (int j = 0; j < height; j++) {
      for (int i = 0; i < width; i++) {
        buffer[offset + j * stride + i] =
            pixels.at(
                key.level(),
                key.channel(),
                key.column() * geometry.tile().width() + i,
                key.row() * geometry.tile().height() + j);
      }
    }
    row.writeTile(key, buffer, offset, stride);
  }

  /// Writes and publishes a pyramid, the tiles in an order that depends on the seed.
  static Path write(
      Path folder, PyramidGeometry geometry, SampleFormat format, Pixels pixels, long seed) {
    return write(folder, geometry, format, Storage.PLAIN, pixels, seed);
  }

  /// As above, stored in some way.
  static Path write(
      Path folder,
      PyramidGeometry geometry,
      SampleFormat format,
      Storage storage,
      Pixels pixels,
      long seed) {
    List<TileKey> keys = tiles(geometry);
    Collections.shuffle(keys, new Random(seed));
    try {
      Path staging = Files.createTempDirectory(folder.getParent(), "staging");
      try (PyramidWriter writer =
          PyramidWriter.create(folder, staging, geometry, format, storage)) {
        for (TileKey key : keys) {
          writeTile(writer, geometry, key, pixels);
        }
        writer.commit(metadata(geometry));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A rectangle of a level.
  static float[] read(PixelLevels pyramid, int level, int channel) {
    PyramidGeometry geometry = pyramid.geometry();
    int width = geometry.width(level);
    int height = geometry.height(level);
    float[] pixels = new float[width * height];
    pyramid.read(level, channel, 0, 0, width, height, pixels, 0, width);
    return pixels;
  }

  /// What a level should read as.
  static float[] expected(PyramidGeometry geometry, int level, int channel, Pixels pixels) {
    int width = geometry.width(level);
    float[] values = new float[width * geometry.height(level)];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels.at(level, channel, i % width, i / width);
    }
    return values;
  }

  static PyramidMetadata metadata(PyramidGeometry geometry) {
    return metadata(
        geometry, new SourceStamp("/data/ngc 1.fits", 2880, 1_700_000_000_123_456_789L));
  }

  /// Metadata with something of everything in it.
  static PyramidMetadata metadata(PyramidGeometry geometry, SourceStamp source) {
    Header header =
        new Header(
            List.of(
                new Card("SIMPLE", true, "conforms"),
                new Card("NAXIS1", (long) geometry.width(), null),
                new Card("BIG", new BigInteger("123456789012345678901234567890"), null),
                new Card("EXPTIME", 30.0, "s"),
                new Card("CDELT1", -1.0e-5 / 3, null),
                new Card("HIERARCH ESO OBS NAME", "M 31 \"é\" \u0007", ""),
                new Card("UNDEF", null, null),
                new Card("COMMENT", null, "a remark"),
                new Card("", null, null)));
    List<ChannelStatistics> statistics =
        Collections.nCopies(
            geometry.channels(), new ChannelStatistics(0.1f, 1e-30f, -3e38f, 1234.5f));
    ValueHistogram histogram =
        new ValueHistogram(-1.5f, 1e30f, 7, 1L << 40, LongStream.range(0, 256).boxed().toList());
    List<ChannelStatistics> ofFrame =
        Collections.nCopies(
            geometry.channels(), new ChannelStatistics(0.1f, 1e-30f, -3e38f, 1234.5f, histogram));
    ImageSection section =
        new ImageSection(
            1,
            "CCD1",
            geometry.width(),
            geometry.height(),
            geometry.channels(),
            new PixelRange(1, geometry.width()),
            new PixelRange(geometry.height(), 1),
            new PixelRange(1, geometry.width()),
            new PixelRange(1, geometry.height()),
            statistics,
            header);
    return new PyramidMetadata(
        source, "tile=any", header, List.of(section, section), ofFrame, List.of("Laid out."));
  }
}
