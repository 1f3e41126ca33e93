package org.visiomatic.tiler.picture;

import java.io.IOException;
import java.io.InputStream;
import org.visiomatic.tiler.source.OnceEach;
import org.visiomatic.tiler.source.ScratchPixels;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Compressed blocks, each unpacked into a scratch file when it is first needed, a few rows at a
/// time.
final class UnpackedBlocks implements Blocks {

  private static final int PIECE = 1 << 16;

  private final TiffPage page;
  private final BlockGrid grid;
  private final BlockCodec codec;
  private final Predictor predictor;
  private final OnceEach unpacked;
  private final ScratchPixels scratch;
  private final long start;

  /// @param scratch takes the blocks, from byte `start` on
  UnpackedBlocks(
      TiffPage page, TiffLayout layout, BlockCodec codec, ScratchPixels scratch, long start) {
    this.page = page;
    this.grid = layout.grid();
    this.codec = codec;
    this.predictor = Predictor.of(layout, page.order());
    this.unpacked = new OnceEach(grid.count());
    this.scratch = scratch;
    this.start = start;
  }

  @Override
  public Block get(int number) throws IOException {
    unpacked.ensure(number, () -> unpack(number));
    return new Block(scratch.bytes(), start + number * grid.blockBytes());
  }

  private void unpack(int block) throws IOException {
    int rowBytes = (int) grid.rowBytes();
    int rows = grid.rows(block);
    byte[] piece = new byte[rowBytes * Math.clamp(PIECE / rowBytes, 1, rows)];
    long left = (long) rowBytes * rows;
    long at = start + block * grid.blockBytes();
    try (InputStream in = open(block)) {
      while (left > 0) {
        int length = (int) Math.min(piece.length, left);
        fill(block, in, piece, length);
        for (int row = 0; row < length; row += rowBytes) {
          predictor.undo(piece, row, rowBytes);
        }
        scratch.write(at, piece, 0, length);
        at += length;
        left -= length;
      }
    }
  }

  private InputStream open(int block) throws IOException {
    try {
      return codec.open(block);
    } catch (UnreadableSourceException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw damaged(block, e);
    }
  }

  private void fill(int block, InputStream in, byte[] piece, int length) throws IOException {
    int found;
    try {
      found = in.readNBytes(piece, 0, length);
    } catch (IOException | RuntimeException e) {
      throw damaged(block, e);
    }
    if (found < length) {
      throw page.place()
          .broken(
              "the data of %s end before all of its %,d rows are there"
                  .formatted(name(block), grid.rows(block)));
    }
  }

  private UnreadableSourceException damaged(int block, Exception cause) {
    // Decoders that stumble over their own feet say nothing that a user could understand.
    String reason = cause instanceof IOException ? " (" + cause.getMessage() + ")" : "";
    return page.place()
        .broken("the compressed data of %s are damaged%s".formatted(name(block), reason), cause);
  }

  private String name(int block) {
    return "%s %,d".formatted(grid.tiled() ? "tile" : "strip", block);
  }
}
