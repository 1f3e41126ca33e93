package org.visiomatic.shell.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.visiomatic.shell.cache.CachedImages;
import org.visiomatic.shell.console.InputException;
import org.visiomatic.tiler.pyramid.CacheFolder;

/// The pyramids that a user means by pyramids, cache folders, source files and names of images.
final class Places {

  private final Path cache;
  private final Set<Path> pyramids = new TreeSet<>();
  private final Set<Path> caches = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();
  private Optional<CachedImages> images = Optional.empty();

  /// @param cache where images and the pyramids of source files are looked for
  Places(Path cache) {
    this.cache = cache;
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

  void add(String place) throws IOException {
    Optional<Path> folder = folder(place);
    if (folder.isEmpty()) {
      addImages(place);
    } else if (isPyramid(folder.get())) {
      pyramids.add(folder.get().toRealPath());
    } else {
      addCache(folder.get());
    }
  }

  private static Optional<Path> folder(String place) {
    try {
      return Optional.of(Path.of(place)).filter(Files::isDirectory);
    } catch (InvalidPathException e) {
      // A pattern, where paths cannot have its symbols.
      return Optional.empty();
    }
  }

  private static boolean isPyramid(Path folder) {
    return folder.toString().endsWith(CacheFolder.SUFFIX)
        || Files.exists(folder.resolve("zarr.json"));
  }

  private void addCache(Path folder) throws IOException {
    CacheFolder opened = CacheFolder.open(folder);
    List<Path> inside = opened.pyramids();
    caches.add(opened.path());
    pyramids.addAll(inside);
    if (inside.isEmpty()) {
      problems.add("The folder %s holds no pyramid.".formatted(folder));
    }
  }

  private void addImages(String text) throws IOException {
    if (!Files.isDirectory(cache)) {
      problems.add(
          "There is no file or folder %s, and no cache folder %s with an image of that name."
              .formatted(text, cache));
      return;
    }
    if (images.isEmpty()) {
      images = Optional.of(CachedImages.in(CacheFolder.open(cache)));
    }
    try {
      pyramids.addAll(images.get().all(List.of(text)));
    } catch (InputException e) {
      problems.add(e.getMessage());
    }
  }
}
