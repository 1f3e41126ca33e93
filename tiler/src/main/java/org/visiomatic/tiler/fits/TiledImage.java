package org.visiomatic.tiler.fits;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.pyramid.SampleFormat;
import org.visiomatic.tiler.source.ArrayShape;
import org.visiomatic.tiler.source.OnceEach;
import org.visiomatic.tiler.source.ScratchPixels;
import org.visiomatic.tiler.source.ShapedImage;
import org.visiomatic.tiler.source.SourceFile;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// A tile-compressed image. Where a read takes all of a band of tiles, these are decompressed
/// straight into its target; that is how most images are tiled, row by row. Other bands are
/// decompressed into a scratch file when a part of them is first asked for, by the thread that
/// asks; other threads work on other bands meanwhile.
///
/// The heap holds one tile per thread. The tile size is the file's choice: one that would take more
/// than half of the heap is refused.
final class TiledImage implements ShapedImage, AutoCloseable {

  /// What the worst codec takes while it works on a tile.
  private static final int WORKING_BYTES_PER_PIXEL = 16;

  private final Hdu hdu;
  private final SourceFile file;
  private final ArrayShape shape;
  private final TileGrid grid;
  private final TileDecoder decoder;
  private final Header header;
  private final SampleFormat format;
  private final StoredPixels pixels;
  private final ScratchPixels scratch;

  /// The bands that are in the scratch file.
  private final OnceEach kept;

  TiledImage(Hdu hdu, SourceFile file, Path scratchFolder) throws IOException {
    this.hdu = hdu;
    this.file = file;
    ArrayShape original = hdu.shape("Z");
    this.grid = new TileGrid(hdu);
    TileTable table = new TileTable(hdu, file);
    requireTiles(table);
    this.decoder = new TileDecoder(hdu, table, original.bitpix());
    this.shape =
        new ArrayShape(decoder.bitpix(), original.width(), original.height(), original.channels());
    Scaling scaling = Scaling.of(hdu.header(), original.bitpix());
    this.header = PhysicalHeader.ofCompressed(hdu, original.bitpix(), scaling);
    this.format = StorageFormats.of(original.bitpix(), scaling);
    this.pixels = StoredPixels.of(decoder.bitpix(), scaling);
    this.kept = new OnceEach(grid.tiles() / grid.columns());
    this.scratch = new ScratchPixels(scratchFolder, shape.bytes());
  }

  /// Nothing is allocated by what the header claims before the table has the rows for it.
  private void requireTiles(TileTable table) throws UnreadableSourceException {
    long tiles = grid.tiles();
    if (tiles > table.rows()) {
      throw hdu.broken(
          "the image has %,d tiles, but the table only %,d rows".formatted(tiles, table.rows()));
    }
    long most = Runtime.getRuntime().maxMemory() / 2 / WORKING_BYTES_PER_PIXEL;
    if (grid.largest() > Math.min(most, Integer.MAX_VALUE / 8)) {
      throw hdu.broken(
          "a tile has %,d pixels, and %,d can be decompressed with the memory that the program has; give it more (-Xmx) or compress the image in smaller tiles"
              .formatted(grid.largest(), most));
    }
  }

  @Override
  public void read(
      int channel, int x, int y, int width, int height, float[] target, int offset, int stride)
      throws IOException {
    shape.check(channel, x, y, width, height);
    file.reading(
        () -> {
          for (int j = 0; j < height; ) {
            TileGrid.Place band = grid.place(grid.band(channel, y + j) * grid.columns());
            int rows = Math.min(band.y() + band.height() - (y + j), height - j);
            int row = offset + j * stride;
            if (width == shape.width() && rows == band.height() && band.planes() == 1) {
              readWhole(grid.band(channel, y + j), target, row, stride);
            } else {
              long number = grid.band(channel, y + j);
              kept.ensure(number, () -> keep(number));
              readKept(channel, x, y + j, width, rows, target, row, stride);
            }
            j += rows;
          }
        });
  }

  /// Reads all of a band, straight from its tiles.
  private void readWhole(long band, float[] target, int offset, int stride) throws IOException {
    long first = band * grid.columns();
    for (int column = 0; column < grid.columns(); column++) {
      TileGrid.Place place = grid.place(first + column);
      MemorySegment tile = MemorySegment.ofArray(decoder.decode(first + column, place.pixels()));
      for (int row = 0; row < place.height(); row++) {
        long at = (long) row * place.width() * shape.bytesPerPixel();
        pixels.read(tile, at, place.width(), target, offset + row * stride + place.x());
      }
    }
  }

  private void readKept(
      int channel, int x, int y, int width, int height, float[] target, int offset, int stride) {
    for (int j = 0; j < height; j++) {
      long at = shape.index(channel, x, y + j) * shape.bytesPerPixel();
      pixels.read(scratch.bytes(), at, width, target, offset + j * stride);
    }
    long first = shape.index(channel, x, y) * shape.bytesPerPixel();
    long rows = (height - 1L) * shape.width() + width;
    SourceFile.release(scratch.bytes(), first, rows * shape.bytesPerPixel());
  }

  private void keep(long band) throws IOException {
    for (int column = 0; column < grid.columns(); column++) {
      write(band * grid.columns() + column);
    }
  }

  private void write(long tile) throws IOException {
    TileGrid.Place place = grid.place(tile);
    byte[] bytes = decoder.decode(tile, place.pixels());
    // Rows of tiles as wide as the image follow each other in the file as well.
    int rows = place.width() == shape.width() ? place.height() : 1;
    int length = rows * place.width() * shape.bytesPerPixel();
    int from = 0;
    for (int plane = 0; plane < place.planes(); plane++) {
      int channel = place.channel(plane);
      for (int row = 0; row < place.height(); row += rows) {
        long at = shape.index(channel, place.x(), place.y() + row) * shape.bytesPerPixel();
        scratch.write(at, bytes, from, length);
        from += length;
      }
    }
  }

  @Override
  public int number() {
    return hdu.number();
  }

  @Override
  public Header header() {
    return header;
  }

  @Override
  public ArrayShape shape() {
    return shape;
  }

  @Override
  public SampleFormat format() {
    return format;
  }

  @Override
  public void close() throws IOException {
    scratch.close();
  }
}
