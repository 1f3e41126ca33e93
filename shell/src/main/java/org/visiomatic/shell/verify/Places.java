package org.visiomatic.shell.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.DamagedPyramidException;
import org.visiomatic.tiler.pyramid.PyramidDescription;
import org.visiomatic.tiler.pyramid.SourceStamp;

/// The pyramids that a user means by pyramids, cache folders and source files.
final class Places {

  private static final String SUFFIX = ".ome.zarr";

  private final Path cache;
  private final TilingOptions tiling;
  private final Set<Path> pyramids = new TreeSet<>();
  private final Set<Path> caches = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  /// @param cache where the pyramids of source files are looked for
  /// @param tiling how they are made as a rule
  Places(Path cache, TilingOptions tiling) {
    this.cache = cache;
    this.tiling = tiling;
  }

  /// The pyramids, in the order of their names.
  Set<Path> pyramids() {
    return pyramids;
  }

  /// Cache folders to look for leftovers in.
  Set<Path> caches() {
    return caches;
  }

  /// A sentence for each place with nothing to verify.
  List<String> problems() {
    return problems;
  }

  void add(Path place) throws IOException {
    int before = pyramids.size();
    if (!Files.exists(place)) {
      problems.add("There is no file or folder %s.".formatted(place));
    } else if (!Files.isDirectory(place)) {
      addPyramidsOf(place.toRealPath());
      report(before, "The source %s has no pyramid in the cache folder " + cache + ".", place);
    } else if (isPyramid(place)) {
      pyramids.add(place.toRealPath());
    } else {
      CacheFolder folder = CacheFolder.open(place);
      caches.add(folder.path());
      pyramids.addAll(folder.pyramids());
      report(before, "The folder %s holds no pyramid.", place);
    }
  }

  private void report(int before, String sentence, Path place) {
    if (pyramids.size() == before) {
      problems.add(sentence.formatted(place));
    }
  }

  private static boolean isPyramid(Path folder) {
    return folder.toString().endsWith(SUFFIX) || Files.exists(folder.resolve("zarr.json"));
  }

  private void addPyramidsOf(Path source) throws IOException {
    if (!Files.isDirectory(cache)) {
      return;
    }
    CacheFolder folder = CacheFolder.open(cache);
    // Where it stands as a rule, even when it cannot say whose it is.
    Path usual = folder.pyramidOf(SourceStamp.of(source), tiling.canonical());
    for (Path pyramid : folder.pyramids()) {
      if (pyramid.equals(usual) || isOf(source, pyramid)) {
        pyramids.add(pyramid);
      }
    }
  }

  private static boolean isOf(Path source, Path pyramid) throws IOException {
    try {
      return PyramidDescription.read(pyramid).metadata().source().path().equals(source.toString());
    } catch (DamagedPyramidException e) {
      // Whose it is can no longer be told; verifying the whole cache finds it.
      return false;
    }
  }
}
