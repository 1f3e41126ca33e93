package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;

/// Moves a cache folder to another disk while servers and batches use it.
///
/// 1. Every pyramid is copied, and each copy read back, while all goes on.
/// 2. New builds are kept out until those under way have ended; what they have added is copied too.
/// 3. In one step a symbolic link to the new folder takes the place of the old one. Those who read
///    go on with their maps of the old files, everybody else finds the new ones through the link.
/// 4. The old folder is removed.
///
/// Killed before the third step, nothing has changed but that copies wait in the new folder; after
/// it, only the old folder is left over. In either case another run goes on from there.
public final class CacheMove {

  /// How often to look for what has come since before builds are kept out.
  private static final int ROUNDS = 3;

  private static final String LOCK = "/move";

  /// What the root of a disk holds when it is empty.
  private static final String LOST_AND_FOUND = "lost+found";

  /// What belongs to those who use a folder now, or says something about its very files.
  private static final Set<String> LEFT_OUT =
      Set.of(
          ".lock",
          ".uses",
          ".staging",
          ".inventory",
          ".servers",
          MovedPyramids.FOLDER,
          LOST_AND_FOUND);

  /// What servers write for a moment to see whether they can.
  private static final String PROBE = ".ready";

  private final Path from;
  private final Path to;

  private final Optional<Path> uses;

  private CacheMove(Path from, Path to, Optional<Path> uses) {
    this.from = from;
    this.to = to;
    this.uses = uses;
  }

  /// What there is to do.
  ///
  /// @param from the folder, no link
  /// @param to where it goes, no link where it exists
  /// @param pyramids in the folder
  /// @param bytes of all that is in the folder
  /// @param bytesThere of that, what an earlier run has copied already
  /// @param free bytes on the disk that it goes to
  public record Plan(Path from, Path to, int pyramids, long bytes, long bytesThere, long free) {

    /// Whether the disk has enough room.
    public boolean fits() {
      return bytes - bytesThere <= free;
    }
  }

  /// Whether an earlier move of that folder was cut off when little was left to do.
  public static boolean isUnfinished(Path folder) throws IOException {
    return !UnfinishedMove.of(folder).isEmpty();
  }

  /// Does what an earlier move of that folder has left undone: the old folder is removed if the
  /// link to the new one stands, and comes back to its place if not.
  public static void finish(Path folder) throws IOException {
    List<Path> places = UnfinishedMove.of(folder);
    if (places.isEmpty()) {
      return;
    }
    if (!Files.exists(folder)) {
      UnfinishedMove.finish(places);
      return;
    }
    try (NamedLocks.Held _ = lock(folder.toRealPath())) {
      UnfinishedMove.finish(places);
    }
  }

  /// Prepares a move; nothing is changed yet.
  ///
  /// @param folder the cache folder
  /// @param destination where it goes: nothing, an empty folder, or a cache folder, the pyramids of
  ///   which stay
  /// @param uses file in which processes note when they last used which pyramid, if they do
  /// @throws RefusedMoveException when that cannot be
  public static CacheMove of(Path folder, Path destination, Optional<Path> uses)
      throws IOException {
    Path from;
    try {
      from = folder.toRealPath();
    } catch (NoSuchFileException e) {
      throw refused("There is no cache folder %s to be moved.".formatted(folder));
    }
    Path to = realOrFuture(destination.toAbsolutePath().normalize());
    demandApart(folder, from, destination, to);
    demandReplaceable(from);
    demandEmptyOrCache(to);
    return new CacheMove(from, to, uses);
  }

  private static Path realOrFuture(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return path.toRealPath();
    }
    Path parent = path.getParent();
    return parent == null ? path : realOrFuture(parent).resolve(path.getFileName());
  }

  private static void demandApart(Path folder, Path from, Path destination, Path to)
      throws RefusedMoveException {
    if (from.equals(to)) {
      throw refused(
          Files.isSymbolicLink(folder)
              ? "The cache folder %s is a link to %s already; there is nothing to move."
                  .formatted(folder, to)
              : "%s is the cache folder itself; name another place.".formatted(destination));
    }
    if (to.startsWith(from)) {
      throw refused("%s is inside the cache folder %s; name a place outside.".formatted(to, from));
    }
    if (from.startsWith(to)) {
      throw refused(
          "The cache folder %s is inside %s; name a folder of its own.".formatted(from, to));
    }
  }

  private static void demandReplaceable(Path from) throws IOException {
    Path parent = from.getParent();
    boolean isMount;
    try {
      isMount =
          parent == null
              || !Files.getAttribute(from, "unix:dev")
                  .equals(Files.getAttribute(parent, "unix:dev"));
    } catch (UnsupportedOperationException e) {
      // Where such numbers are not known, renaming will tell.
      isMount = false;
    }
    if (parent == null || isMount) {
      throw refused(
          "A disk is mounted at the cache folder %s, so no link can take its place; copy the folder and set cache_dir instead."
              .formatted(from));
    }
    if (!Files.isWritable(parent)) {
      throw refused(
          "The link that takes the place of the cache folder %s cannot be made, as %s may not be written."
              .formatted(from, parent));
    }
  }

  private static void demandEmptyOrCache(Path to) throws IOException {
    if (!Files.exists(to)) {
      return;
    }
    if (!Files.isDirectory(to)) {
      throw refused("%s is no folder.".formatted(to));
    }
    boolean isEmpty = true;
    boolean isCache = false;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(to)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        isEmpty &= name.equals(LOST_AND_FOUND);
        isCache |= LEFT_OUT.contains(name) && !name.equals(LOST_AND_FOUND);
      }
    } catch (AccessDeniedException e) {
      throw refused("The folder %s may not be read.".formatted(to));
    }
    if (!isEmpty && !isCache) {
      throw refused(
          "The folder %s is neither empty nor a cache folder; name another one.".formatted(to));
    }
  }

  private static RefusedMoveException refused(String sentence) {
    return new RefusedMoveException(sentence, false);
  }

  /// What there is to do.
  public Plan plan() throws IOException {
    CacheFolder source = CacheFolder.open(from, uses);
    MovedPyramids moved = new MovedPyramids(source, to);
    List<Path> pyramids = source.pyramids();
    long bytes = 0;
    long there = 0;
    for (Path pyramid : pyramids) {
      long size = source.bytes(pyramid);
      bytes += size;
      there += moved.isThere(pyramid) ? size : 0;
    }
    for (Path other : others()) {
      bytes += Folders.bytes(other);
    }
    long free = Files.getFileStore(existing(to)).getUsableSpace();
    return new Plan(from, to, pyramids.size(), bytes, there, free);
  }

  /// The folder itself, or the first one above it that exists.
  private static Path existing(Path folder) {
    Path parent = folder.getParent();
    return parent == null || Files.exists(folder) ? folder : existing(parent);
  }

  /// Does it.
  ///
  /// @param progress told what part has been copied, from 0 to 1
  /// @return what was moved
  /// @throws RefusedMoveException when there is too little room
  public Plan run(DoubleConsumer progress) throws IOException, InterruptedException {
    Plan plan = plan();
    if (!plan.fits()) {
      throw new RefusedMoveException(
          "The disk of %s has %d bytes left, but the cache folder %s needs %d; make room there first."
              .formatted(to, plan.free(), from, plan.bytes() - plan.bytesThere()),
          true);
    }
    CacheFolder source = CacheFolder.open(from, uses);
    CacheFolder target = open(to);
    try (NamedLocks.Held _ = lock(from);
        NamedLocks.Held _ = lock(to)) {
      copyAndSwitch(source, target, new Copied(plan, progress));
      Folders.delete(UnfinishedMove.asideOf(from));
      // Looks at each pyramid once, so that the next one to list them need not.
      target.contents();
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      InterruptedException interruption = new InterruptedException("The move was interrupted.");
      interruption.initCause(e);
      throw interruption;
    }
    return plan;
  }

  private CacheFolder open(Path folder) throws IOException {
    CacheFolder target = CacheFolder.open(folder);
    try {
      FolderCopy.copyOwner(from, target.path());
    } catch (FileSystemException e) {
      throw refused(
          "%s cannot be given the owner of the cache folder %s, so those who use it could not; run mv-cache as that user."
              .formatted(folder, from));
    }
    return target;
  }

  private static NamedLocks.Held lock(Path folder) throws IOException {
    return NamedLocks.in(folder.resolve(".lock"))
        .tryAcquire(LOCK)
        .orElseThrow(
            () ->
                refused(
                    "Another mv-cache is moving the cache folder %s; wait for its end."
                        .formatted(folder)));
  }

  private void copyAndSwitch(CacheFolder source, CacheFolder target, LongConsumer progress)
      throws IOException, InterruptedException {
    MovedPyramids moved = new MovedPyramids(source, to);
    moved.prepare();
    boolean copied = true;
    for (int round = 0; copied && round < ROUNDS; round++) {
      copied = copy(source, moved, progress);
    }
    try (FolderGate.Closed _ = source.gate().close();
        FolderGate.Closed _ = target.gate().close()) {
      while (copy(source, moved, progress)) {}
      moved.publish();
      copyOthers(progress);
      for (String locks : List.of(".lock", ".uses")) {
        if (Files.exists(from.resolve(locks)) && Files.exists(to.resolve(locks))) {
          FolderCopy.copyOwner(from.resolve(locks), to.resolve(locks));
        }
      }
      Folders.forceNames(to);
      FolderSwap.replace(from, to, UnfinishedMove.asideOf(from));
    }
  }

  /// @return whether there was anything to copy
  private static boolean copy(CacheFolder source, MovedPyramids moved, LongConsumer progress)
      throws IOException, InterruptedException {
    boolean copied = false;
    for (Path pyramid : source.pyramids()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("The move was interrupted.");
      }
      copied |= moved.copy(pyramid, progress);
    }
    return copied;
  }

  private void copyOthers(LongConsumer progress) throws IOException {
    for (Path other : others()) {
      try {
        copyOther(other, to.resolve(other.getFileName()), progress);
      } catch (NoSuchFileException e) {
        if (Files.exists(other, LinkOption.NOFOLLOW_LINKS)) {
          throw e;
        }
      }
    }
  }

  /// What is in a folder of both, such as marks of pinned pyramids, comes together.
  private static void copyOther(Path other, Path copy, LongConsumer progress) throws IOException {
    if (Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
        && Files.isDirectory(copy, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(other)) {
        for (Path entry : entries) {
          copyOther(entry, copy.resolve(entry.getFileName()), progress);
        }
      }
      return;
    }
    Path partial = copy.resolveSibling("." + copy.getFileName() + ".moving");
    for (Path older : List.of(partial, copy)) {
      if (Files.exists(older, LinkOption.NOFOLLOW_LINKS)) {
        Folders.delete(older);
      }
    }
    new FolderCopy(progress).copy(other, partial);
    Files.move(partial, copy);
  }

  /// All in the folder but pyramids.
  private List<Path> others() throws IOException {
    List<Path> others = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (!name.endsWith(FolderNames.SUFFIX)
            && !LEFT_OUT.contains(name)
            && !name.startsWith(PROBE)) {
          others.add(entry);
        }
      }
    }
    return others;
  }

  /// Adds up what was copied.
  private static final class Copied implements LongConsumer {

    private final Plan plan;
    private final DoubleConsumer progress;
    private long done;

    private Copied(Plan plan, DoubleConsumer progress) {
      this.plan = plan;
      this.progress = progress;
      done = plan.bytesThere();
    }

    @Override
    public void accept(long bytes) {
      done += bytes;
      progress.accept(Math.min(1, (double) done / Math.max(1, plan.bytes())));
    }
  }
}
