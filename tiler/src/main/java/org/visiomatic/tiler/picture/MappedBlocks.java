package org.visiomatic.tiler.picture;

import java.io.IOException;

/// Uncompressed blocks, read in place from the mapped file.
///
/// @param page that they belong to
/// @param places where they lie
record MappedBlocks(TiffPage page, BlockPlaces places) implements Blocks {

  @Override
  public Block get(int number) throws IOException {
    return new Block(page.bytes(), places.start(number));
  }
}
