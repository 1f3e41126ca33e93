package org.visiomatic.tiler.archive;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.visiomatic.tiler.pyramid.BuildClaim;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.CacheLimits;
import org.visiomatic.tiler.pyramid.DamagedPyramidException;
import org.visiomatic.tiler.pyramid.Finding;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.PyramidCheck;
import org.visiomatic.tiler.pyramid.PyramidMetadata;
import org.visiomatic.tiler.pyramid.SourceBinding;
import org.visiomatic.tiler.pyramid.SourceStamp;

/// Takes a pyramid out of an archive into a cache folder. It is unpacked beside the others, checked
/// byte for byte, and appears in one step; when anything is wrong, nothing is left behind.
///
/// @param cache where it goes
/// @param isForced whether a current pyramid of the same image is replaced
/// @param limits what the cache folder may hold
/// @param threads that check it
public record PyramidImport(CacheFolder cache, boolean isForced, CacheLimits limits, int threads) {

  /// Of a pyramid, how much of the work is unpacking; the rest is checking.
  private static final double UNPACKING = 0.7;

  /// Takes the pyramid of an archive.
  ///
  /// @param source the file here that it is of; nothing to leave that as it is
  /// @param isRehearsal whether only to look whether it would be taken, as far as that shows
  ///   without unpacking it
  /// @param progress told what part of the work is done, from 0 to 1
  /// @throws BadArchiveException when the archive is not taken
  public Imported run(
      Path archive, Optional<Path> source, boolean isRehearsal, DoubleConsumer progress)
      throws IOException, InterruptedException {
    try (ArchivedPyramid archived = ArchivedPyramid.open(archive)) {
      PyramidMetadata metadata = archived.listing().metadata();
      Optional<SourceStamp> bound = Optional.empty();
      if (source.isPresent()) {
        bound = Optional.of(agreeing(archive, source.get(), metadata.source()));
      }
      SourceStamp stamp = bound.orElse(metadata.source());
      Path place = placeOf(archive, stamp, metadata.options());
      Incoming incoming = new Incoming(archive, archived, stamp, bound.isPresent(), place);
      return isRehearsal ? rehearse(incoming, progress) : take(incoming, progress);
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      InterruptedException interruption = new InterruptedException("The import was interrupted.");
      interruption.initCause(e);
      throw interruption;
    }
  }

  /// @param stamp of the file that the pyramid is of, or will be of when it `isBound` to another
  private record Incoming(
      Path archive, ArchivedPyramid archived, SourceStamp stamp, boolean isBound, Path place) {}

  private static SourceStamp agreeing(Path archive, Path source, SourceStamp sent)
      throws IOException {
    SourceStamp here = SourceStamp.of(source);
    if (here.size() != sent.size()) {
      throw new BadArchiveException(
          "The pyramid in the archive %s was made from %s of %d bytes, but %s has %d, so it is not the same image; nothing of it is taken."
              .formatted(
                  archive, EntryNames.shown(sent.path()), sent.size(), here.path(), here.size()));
    }
    return here;
  }

  private Path placeOf(Path archive, SourceStamp stamp, String options) throws BadArchiveException {
    try {
      return cache.pyramidOf(stamp, options);
    } catch (InvalidPathException e) {
      throw new BadArchiveException(
          "The pyramid in the archive %s is of a source with the impossible name %s; nothing of it is taken."
              .formatted(archive, EntryNames.shown(stamp.path())),
          e);
    }
  }

  private Imported rehearse(Incoming incoming, DoubleConsumer progress)
      throws IOException, InterruptedException {
    if (isKept(incoming)) {
      return imported(incoming, Imported.Status.KEPT, cache.bytes(incoming.place()));
    }
    long bytes = incoming.archived().unpack(Optional.empty(), room(), progress);
    return imported(incoming, Imported.Status.WOULD_IMPORT, bytes);
  }

  private Imported take(Incoming incoming, DoubleConsumer progress)
      throws IOException, InterruptedException {
    if (isKept(incoming)) {
      return imported(incoming, Imported.Status.KEPT, cache.bytes(incoming.place()));
    }
    try (BuildClaim claim = cache.claim(incoming.place())) {
      // Another process may have built it while we waited.
      if (isKept(incoming)) {
        return imported(incoming, Imported.Status.KEPT, cache.bytes(incoming.place()));
      }
      Path folder = Files.createDirectory(claim.staging().resolve("import"));
      incoming
          .archived()
          .unpack(Optional.of(folder), room(), part -> progress.accept(UNPACKING * part));
      check(incoming.archive(), folder, progress);
      if (incoming.isBound()) {
        SourceBinding.bind(folder, incoming.stamp());
      }
      claim.publish(folder);
    }
    return imported(incoming, Imported.Status.IMPORTED, cache.bytes(incoming.place()));
  }

  private void check(Path archive, Path folder, DoubleConsumer progress)
      throws IOException, InterruptedException {
    List<Finding> findings =
        PyramidCheck.run(
            folder, threads, part -> progress.accept(UNPACKING + (1 - UNPACKING) * part));
    if (!findings.isEmpty()) {
      throw new BadArchiveException(
          "The pyramid in the archive %s is damaged, so nothing of it is taken. %s"
              .formatted(
                  archive,
                  findings.getFirst().sentence().replace(folder.toString(), archive.toString())));
    }
  }

  /// Whether there is a pyramid of the same image that is as good as the one in the archive, or
  /// better, as the file here has changed since.
  private boolean isKept(Incoming incoming) throws IOException {
    if (isForced || !Files.isDirectory(incoming.place())) {
      return false;
    }
    try (Pyramid pyramid = Pyramid.open(incoming.place())) {
      SourceStamp there = pyramid.metadata().source();
      return there.equals(incoming.stamp()) || SourceState.of(there) == SourceState.CURRENT;
    } catch (DamagedPyramidException e) {
      return false;
    }
  }

  private Room room() throws IOException {
    long free = Files.getFileStore(cache.path()).getUsableSpace();
    return limits.bytes() < free
        ? new Room(limits.bytes(), "that max_cache_size allows")
        : new Room(free, "that the disk of the cache folder has left");
  }

  private static Imported imported(Incoming incoming, Imported.Status status, long bytes)
      throws IOException {
    return new Imported(
        incoming.archive(),
        incoming.place(),
        status,
        incoming.stamp().path(),
        SourceState.of(incoming.stamp()),
        incoming.archived().listing().files(),
        bytes);
  }

  /// What a source file is to the pyramid that says it was made from it.
  public enum SourceState {
    /// The file is as it was then.
    CURRENT,
    /// There is a file, but another one.
    CHANGED,
    /// There is none here, or none that can be looked at.
    MISSING;

    static SourceState of(SourceStamp stamp) throws IOException {
      try {
        return SourceStamp.of(Path.of(stamp.path())).equals(stamp) ? CURRENT : CHANGED;
      } catch (FileSystemException e) {
        // Not there, or behind something that cannot be entered.
        return MISSING;
      }
    }
  }

  /// What came of an archive.
  ///
  /// @param archive the file
  /// @param pyramid where the pyramid stands, or would stand
  /// @param status what was done
  /// @param source path of the file that the pyramid is of
  /// @param sourceState whether that file is here
  /// @param files of the pyramid
  /// @param bytes of the pyramid that stands there, or would
  public record Imported(
      Path archive,
      Path pyramid,
      Status status,
      String source,
      SourceState sourceState,
      long files,
      long bytes) {

    /// What is done with an archive.
    public enum Status {
      /// The pyramid was taken.
      IMPORTED,
      /// The one that was there already was kept.
      KEPT,
      /// The pyramid would be taken.
      WOULD_IMPORT
    }
  }
}
