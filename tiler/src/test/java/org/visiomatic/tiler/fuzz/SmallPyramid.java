package org.visiomatic.tiler.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.visiomatic.tiler.build.Demand;
import org.visiomatic.tiler.build.ImageTiler;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.build.TilingProgress;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.source.FitsFixtures;

/// Two pyramids of a few tiles, one plain and one compressed with checksums.
///
/// @param files all of their files, in the order of their names
record SmallPyramid(List<Path> files) {

  private static final int ENTRY_BYTES = 16;
  private static final int[] TILES = {6, 2, 1};

  static SmallPyramid in(Path folder) {
    try {
      Path image = FitsFixtures.ramp(40, 30, 1).writeTo(folder.resolve("small.fits"));
      List<Path> files = new ArrayList<>();
      for (Storage storage : List.of(Storage.PLAIN, new Storage(Storage.Compression.ZSTD, true))) {
        CacheFolder cache = CacheFolder.open(folder.resolve(storage.compression().toString()));
        build(cache, image, storage);
        for (Path pyramid : cache.pyramids()) {
          try (Stream<Path> all = Files.walk(pyramid)) {
            all.filter(Files::isRegularFile).sorted().forEach(files::add);
          }
        }
      }
      return new SmallPyramid(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void build(CacheFolder cache, Path image, Storage storage) throws IOException {
    TilingOptions options = new TilingOptions(new TileSize(16, 16), List.of(), 1, 1 << 20, storage);
    try (ImageTiler tiler = new ImageTiler(cache, options)) {
      tiler.tile(image, Demand.ANY, TilingProgress.silent()).pyramid().close();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /// The pyramid that a file is of.
  Path folderOf(Path file) {
    Path folder = file.getParent();
    while (!folder.toString().endsWith(".ome.zarr")) {
      folder = folder.getParent();
    }
    return folder;
  }

  /// The size of the index at the end of a shard, 0 for a document.
  int indexBytes(Path file) {
    Path inside = folderOf(file).relativize(file);
    if (inside.endsWith("zarr.json")) {
      return 0;
    }
    int level = Integer.parseInt(inside.getName(0).toString());
    return TILES[level] * ENTRY_BYTES + Integer.BYTES;
  }

  /// The files as inputs of [PyramidTarget].
  void writeTo(Path seeds) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      byte[] content = Files.readAllBytes(files.get(i));
      byte[] input = new byte[content.length + 2];
      input[0] = (byte) i;
      input[1] = 1;
      System.arraycopy(content, 0, input, 2, content.length);
      Files.write(seeds.resolve("file" + i), input);
    }
  }
}
