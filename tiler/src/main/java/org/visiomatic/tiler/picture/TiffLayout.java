package org.visiomatic.tiler.picture;

import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.*;

import org.visiomatic.tiler.source.UnreadableSourceException;

/// How the samples of a TIFF page are stored, checked against the file.
///
/// @param grid how they are cut into blocks
/// @param type their numbers
/// @param compression of the blocks
/// @param predictor 1 for none, 2 for differences, 3 for differences of the bytes of floats
/// @param reversed whether the lowest bit of each byte comes first
record TiffLayout(
    BlockGrid grid, SampleType type, TiffCompression compression, int predictor, boolean reversed) {

  static TiffLayout of(TiffPage page) throws UnreadableSourceException {
    Place place = page.place();
    TiffCompression compression = TiffCompression.of(page.common(TIFF_TAG_COMPRESSION, 1), place);
    SampleType type = type(page);
    if ((compression.isFax() && type.bits() != 1)
        || (compression == TiffCompression.JPEG && type.bits() != 8)) {
      throw place.broken(
          "samples of %d bits cannot be compressed as %s".formatted(type.bits(), compression));
    }
    TiffLayout layout =
        new TiffLayout(
            grid(page, type.bits()),
            type,
            compression,
            predictor(page, type, compression),
            page.common(TIFF_TAG_FILL_ORDER, 1) == 2);
    layout.requireSense(page);
    return layout;
  }

  /// Whether the samples can be read where they stand in the file.
  boolean isInPlace() {
    return compression == TiffCompression.NONE && !reversed;
  }

  /// Bytes that its blocks take in a scratch file.
  long scratchBytes() {
    return isInPlace() ? 0 : grid.count() * grid.blockBytes();
  }

  private static SampleType type(TiffPage page) throws UnreadableSourceException {
    int bits = page.common(TIFF_TAG_BITS_PER_SAMPLE, 1);
    int format = page.common(TIFF_TAG_SAMPLE_FORMAT, 1);
    SampleType.Kind kind =
        switch (format) {
          case 2 -> SampleType.Kind.SIGNED;
          case 3 -> SampleType.Kind.FLOAT;
          // 4 is "undefined", which says no more than the absence of the field.
          case 1, 4 -> SampleType.Kind.UNSIGNED;
          default ->
              throw page.place()
                  .broken(
                      "SampleFormat is %d, where 1 to 4 are supported (integers and floats)"
                          .formatted(format));
        };
    SampleType type = new SampleType(kind, bits);
    if (!type.isKnown()) {
      throw page.place().broken("samples are %s, which are not supported".formatted(type));
    }
    return type;
  }

  private static BlockGrid grid(TiffPage page, int bits) throws UnreadableSourceException {
    int width = page.size(TIFF_TAG_IMAGE_WIDTH);
    int height = page.size(TIFF_TAG_IMAGE_LENGTH);
    int samples = page.common(TIFF_TAG_SAMPLES_PER_PIXEL, 1);
    if (samples < 1 || samples > 0xffff) {
      throw page.place().broken("SamplesPerPixel is %d".formatted(samples));
    }
    boolean planar = samples > 1 && page.common(TIFF_TAG_PLANAR_CONFIGURATION, 1) == 2;
    if (page.has(TIFF_TAG_TILE_OFFSETS) || page.has(TIFF_TAG_TILE_WIDTH)) {
      int tileWidth = page.size(TIFF_TAG_TILE_WIDTH);
      int tileHeight = page.size(TIFF_TAG_TILE_LENGTH);
      return new BlockGrid(width, height, samples, bits, tileWidth, tileHeight, true, planar);
    }
    long rows = page.integer(TIFF_TAG_ROWS_PER_STRIP, height);
    int stripHeight = rows < 1 ? height : (int) Math.min(rows, height);
    return new BlockGrid(width, height, samples, bits, width, stripHeight, false, planar);
  }

  private static int predictor(TiffPage page, SampleType type, TiffCompression compression)
      throws UnreadableSourceException {
    if (compression != TiffCompression.LZW && compression != TiffCompression.DEFLATE) {
      return 1;
    }
    int predictor = page.common(TIFF_TAG_PREDICTOR, 1);
    boolean possible =
        switch (predictor) {
          case 1 -> true;
          case 2 -> type.isWholeBytes();
          case 3 -> type.kind() == SampleType.Kind.FLOAT;
          default -> false;
        };
    if (!possible) {
      throw page.place()
          .broken("Predictor is %d, which is not supported for %s".formatted(predictor, type));
    }
    return predictor;
  }

  /// Refuses sizes that the file cannot hold, before anything is allocated by them.
  private void requireSense(TiffPage page) throws UnreadableSourceException {
    Place place = page.place();
    long needed;
    int count;
    try {
      count = grid.count();
      needed = needed(count);
    } catch (ArithmeticException e) {
      throw place.broken(claim() + " are more than any file holds", e);
    }
    long room = page.bytes().byteSize();
    if (needed > Math.multiplyExact(room, compression.mostUnpacked())) {
      throw place.broken(
          "%s are more than the %,d bytes of the file can hold".formatted(claim(), room));
    }
    long offsets = page.count(grid.tiled() ? TIFF_TAG_TILE_OFFSETS : TIFF_TAG_STRIP_OFFSETS);
    if (offsets < count) {
      throw place.broken(
          "%s make %,d %s, but only %,d are listed"
              .formatted(claim(), count, grid.tiled() ? "tiles" : "strips", offsets));
    }
  }

  /// Unpacked bytes of all blocks; the last strip of a plane may be shorter than the others.
  private long needed(int count) {
    if (grid.tiled()) {
      return Math.multiplyExact(grid.blockBytes(), (long) count);
    }
    long rows = (long) grid.height() * (grid.planar() ? grid.samples() : 1);
    return Math.multiplyExact(grid.rowBytes(), rows);
  }

  private String claim() {
    return "%d × %d pixels of %d samples (%s)"
        .formatted(grid.width(), grid.height(), grid.samples(), type);
  }
}
