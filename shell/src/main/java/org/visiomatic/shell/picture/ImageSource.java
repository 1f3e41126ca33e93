package org.visiomatic.shell.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.visiomatic.serve.library.CachedPyramids;
import org.visiomatic.serve.library.ServedImage;
import org.visiomatic.shell.cache.CachedImages;
import org.visiomatic.shell.console.InputException;
import org.visiomatic.shell.console.ProgressDisplay;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.build.TilingProgress;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.CacheLimits;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Opens images by what users call them: a file, which is cached first where it has no current
/// pyramid, or else the name of one in the cache folder.
///
/// @param cacheDir the cache folder
/// @param usesFile where processes note last uses together
/// @param tiling how new pyramids are made
/// @param limits what is kept in the cache folder
public record ImageSource(
    Path cacheDir, Optional<Path> usesFile, TilingOptions tiling, CacheLimits limits) {

  /// Opens an image.
  ///
  /// @param surroundings where the progress of a build is seen
  /// @throws InputException when there is no such image, or none that can be read
  OpenedImage open(String text, Surroundings surroundings)
      throws IOException, InterruptedException {
    CacheFolder cache = CacheFolder.open(cacheDir, usesFile);
    Optional<Path> file = file(text);
    return file.isPresent()
        ? openFile(file.get(), cache, surroundings)
        : openCached(CachedImages.in(cache), text, cache);
  }

  private static Optional<Path> file(String text) throws IOException {
    try {
      Path path = Path.of(text);
      if (!Files.exists(path) || Files.isDirectory(path)) {
        return Optional.empty();
      }
      if (!Files.isReadable(path)) {
        throw new InputException("The file " + path + " may not be read by this user.");
      }
      return Optional.of(path.toRealPath());
    } catch (InvalidPathException e) {
      // No name that a file of this system can have, but perhaps a pattern for names in the cache.
      return Optional.empty();
    }
  }

  private static OpenedImage openCached(CachedImages images, String text, CacheFolder cache)
      throws IOException {
    Path pyramid = images.one(text);
    Optional<Pyramid> opened = cache.use(pyramid);
    if (opened.isEmpty()) {
      throw new InputException(
          "The pyramid %s of '%s' cannot be opened: it is being removed, or damaged. 'visiomatic verify' says which."
              .formatted(pyramid, text));
    }
    return new OpenedImage(images.nameOf(pyramid), CachedPyramids.serve(opened.get()));
  }

  private OpenedImage openFile(Path file, CacheFolder cache, Surroundings surroundings)
      throws IOException, InterruptedException {
    String name = String.valueOf(file.getFileName());
    try (CachedPyramids pyramids = new CachedPyramids(cache, tiling, limits)) {
      Optional<ServedImage> current = pyramids.find(file);
      return new OpenedImage(
          name, current.isPresent() ? current.get() : build(pyramids, file, name, surroundings));
    } catch (UnreadableSourceException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  private static ServedImage build(
      CachedPyramids pyramids, Path file, String name, Surroundings surroundings)
      throws IOException, InterruptedException {
    ProgressDisplay display =
        new ProgressDisplay(surroundings.err(), name, surroundings.talksToTerminal());
    try {
      ServedImage image = pyramids.build(file, following(display));
      display.done();
      return image;
    } finally {
      display.erase();
    }
  }

  /// Shows what one thread tells at a time; what others tell meanwhile is not worth waiting for.
  private static TilingProgress following(ProgressDisplay display) {
    ReentrantLock shown = new ReentrantLock();
    return (stage, fraction) -> {
      if (shown.tryLock()) {
        try {
          display.at(stage.name().toLowerCase(Locale.ROOT), fraction);
        } finally {
          shown.unlock();
        }
      }
    };
  }
}
