package org.visiomatic.tiler.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.tiler.golden.RealFiles;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Makes pyramids of all real files, where they are at hand, one after the other with one thread
/// and much memory, and several at once with many threads and little memory: both give the same
/// bytes, and the same sentences about what cannot be read.
class RealBatchTest {

  private static final int AT_ONCE = 3;

  @TempDir Path folder;

  @Test
  void givesTheSameBytesWithOneThreadAndWithMany() throws Exception {
    assumeTrue(Files.isDirectory(RealFiles.folder()), "There are no real files at hand.");
    long start = System.nanoTime();
    Path one = folder.resolve("one");
    Path many = folder.resolve("many");
    Map<String, String> alone = batch(one, 1, 192 << 20, 1);
    Map<String, String> together = batch(many, 4, 8 << 20, AT_ONCE);
    assertThat(together).isEqualTo(alone);
    List<Path> files = files(one);
    assertThat(files(many)).isEqualTo(files);
    SoftAssertions softly = new SoftAssertions();
    long bytes = 0;
    for (Path file : files) {
      long mismatch = Files.mismatch(one.resolve(file), many.resolve(file));
      softly.assertThat(mismatch).as("first other byte of %s", file).isEqualTo(-1);
      bytes += Files.size(one.resolve(file));
    }
    System.out.printf(
        "Tiled %d real files twice: %d files of %d MiB compared in %d s.%n",
        alone.size(), files.size(), bytes >> 20, (System.nanoTime() - start) / 1_000_000_000);
    softly.assertThat(files).hasSizeGreaterThan(200);
    softly.assertAll();
  }

  /// What came of each file: the name of its pyramid, or why there is none.
  private static Map<String, String> batch(Path cache, int threads, long memory, int atOnce)
      throws Exception {
    TilingOptions options =
        new TilingOptions(TileSize.DEFAULT, List.of(), threads, memory, Storage.PLAIN);
    CacheFolder folder = CacheFolder.open(cache);
    try (ImageTiler tiler = new ImageTiler(folder, options);
        ExecutorService crew = Executors.newFixedThreadPool(atOnce)) {
      List<String> names = RealFiles.names();
      List<Callable<String>> work = new ArrayList<>();
      for (String name : names) {
        work.add(() -> outcome(tiler, RealFiles.folder().resolve(name)));
      }
      List<Future<String>> done = crew.invokeAll(work);
      Map<String, String> outcomes = new TreeMap<>();
      for (int i = 0; i < names.size(); i++) {
        outcomes.put(names.get(i), done.get(i).get());
      }
      return outcomes;
    }
  }

  private static String outcome(ImageTiler tiler, Path file) throws Exception {
    try {
      Tiled tiled = tiler.tile(file, Demand.ANY, TilingProgress.silent());
      tiled.pyramid().close();
      return tiled.built() ? "built" : "current";
    } catch (UnreadableSourceException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /// All files of all pyramids; locks and notes of use are not part of them.
  private static List<Path> files(Path cache) throws IOException {
    try (Stream<Path> all = Files.walk(cache)) {
      return all.filter(Files::isRegularFile)
          .map(cache::relativize)
          .filter(path -> path.getName(0).toString().endsWith(".ome.zarr"))
          .sorted()
          .toList();
    }
  }
}
