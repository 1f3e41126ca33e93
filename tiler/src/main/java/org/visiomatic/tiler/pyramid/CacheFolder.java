package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/// The folder that holds the pyramids. Any number of processes may share it.
///
/// The time of the last use of a pyramid is the modification time of its folder, or stands in an
/// index that processes share. `.staging` holds what is being built or removed, each entry guarded
/// by the lock of its pyramid; `.lock` carries those locks, `.uses` the locks of those who read a
/// pyramid. `.pins` marks those that stay whatever the limits are, `.inventory` remembers what each
/// holds and takes.
public final class CacheFolder {

  /// What the names of all pyramids end with.
  public static final String SUFFIX = FolderNames.SUFFIX;

  private final Path path;
  private final Path staging;
  private final NamedLocks locks;
  private final FolderGate gate;
  private final PyramidUses uses;
  private final Pins pins;
  private final Inventory inventory;

  private CacheFolder(Path path, Optional<UsesIndex> index) {
    this.path = path;
    staging = path.resolve(".staging");
    locks = NamedLocks.in(path.resolve(".lock"));
    gate = new FolderGate(locks);
    uses = new PyramidUses(path.resolve(".uses"), index);
    pins = new Pins(path.resolve(".pins"));
    inventory = new Inventory(path.resolve(".inventory"), staging, locks);
  }

  /// Opens the folder, making it where it is missing.
  public static CacheFolder open(Path folder) throws IOException {
    return open(folder, Optional.empty());
  }

  /// The same, with last uses in a file of their own.
  ///
  /// @param index file in which processes note when they last used which pyramid
  public static CacheFolder open(Path folder, Optional<Path> index) throws IOException {
    Path path = make(folder);
    return new CacheFolder(
        path, index.isPresent() ? Optional.of(UsesIndex.in(index.get())) : Optional.empty());
  }

  private static Path make(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      return folder.toRealPath();
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      throw new IOException(
          "The cache folder %s cannot be used: %s (%s). Name one that can be written with cache_dir."
              .formatted(folder, e.getFile(), reason),
          e);
    }
  }

  /// Where the folder is.
  public Path path() {
    return path;
  }

  /// Where the pyramid of a source file stands, or would stand: `<name>-<hash of the absolute path,
  /// of the options and of the format version>.ome.zarr`.
  public Path pyramidOf(SourceStamp source, String options) {
    return path.resolve(FolderNames.of(source, options));
  }

  /// The pyramid of a source if there is a whole one that was made from the file as it is now, with
  /// the same options. Opening it counts as a use; until it is closed, no process prunes it.
  public Optional<Pyramid> find(SourceStamp source, String options) throws IOException {
    Path folder = pyramidOf(source, options);
    Optional<Pyramid> pyramid = openToUse(folder);
    if (pyramid.isPresent()) {
      PyramidMetadata metadata = pyramid.get().metadata();
      if (!metadata.source().equals(source) || !metadata.options().equals(options)) {
        pyramid.get().close();
        return Optional.empty();
      }
    }
    return pyramid;
  }

  /// A pyramid of this folder, whatever has become of its source. Opening it counts as a use; until
  /// it is closed, no process prunes it.
  ///
  /// @param pyramid one of [#pyramids]
  /// @return nothing when it has gone, is being removed or is damaged
  public Optional<Pyramid> use(Path pyramid) throws IOException {
    return openToUse(path.resolve(nameOf(pyramid)));
  }

  private Optional<Pyramid> openToUse(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    Optional<PyramidUses.Use> use = uses.begin(folder);
    if (use.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Pyramid.open(folder, use.get()));
    } catch (DamagedPyramidException e) {
      if (Files.isDirectory(folder)) {
        log().log(Logger.Level.WARNING, "A pyramid in the cache is not used. " + e.getMessage());
      }
      return Optional.empty();
    }
  }

  /// The published pyramids, the least recently used first.
  public List<Path> pyramids() throws IOException {
    return standing().stream().map(StandingPyramid::folder).toList();
  }

  /// The same with what each of them holds and takes: thousands in a fraction of a second, as long
  /// as most of them were listed before.
  public List<CachedPyramid> contents() throws IOException {
    return inventory.of(standing(), pins.names());
  }

  /// As [#pyramids], with what a look at each folder tells.
  List<StandingPyramid> standing() throws IOException {
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(path, entry -> entry.toString().endsWith(FolderNames.SUFFIX))) {
      return uses.standing(folders);
    }
  }

  /// Waits until no other thread or process builds that pyramid, then keeps others from it until
  /// closed.
  public BuildClaim claim(Path pyramid) throws IOException, InterruptedException {
    return claim(pyramid, Optional.empty()).orElseThrow();
  }

  /// As [#claim(Path)], but not for longer than that.
  ///
  /// @param patience how long to wait; empty for as long as it takes
  /// @return nothing when another build has not ended by then
  public Optional<BuildClaim> claim(Path pyramid, Optional<Duration> patience)
      throws IOException, InterruptedException {
    String name = nameOf(pyramid);
    // Somebody may have removed it since it was opened.
    make(path);
    long start = System.nanoTime();
    Optional<NamedLocks.Held> entry = gate.enter(patience);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    Optional<NamedLocks.Held> lock = Optional.empty();
    try {
      lock = locks.acquire(name, patience.map(all -> all.minusNanos(System.nanoTime() - start)));
    } finally {
      if (lock.isEmpty()) {
        entry.get().close();
      }
    }
    return lock.isPresent()
        ? Optional.of(begin(pyramid, entry.get(), lock.get()))
        : Optional.empty();
  }

  private BuildClaim begin(Path pyramid, NamedLocks.Held entry, NamedLocks.Held lock)
      throws IOException {
    try {
      Path place = placeOf(pyramid);
      Optional<StandingPyramid> before = StandingPyramid.at(place);
      Path folder = Files.createDirectories(stagingOf(nameOf(pyramid)));
      return new BuildClaim(place, folder, entry, lock, () -> inventory.replaced(place, before));
    } catch (IOException e) {
      try (entry;
          lock) {
        throw new IOException(
            "No folder to build the pyramid %s in could be made: %s. Make room, allow writing to %s or choose another cache folder."
                .formatted(pyramid, e, path),
            e);
      }
    }
  }

  /// Removes what dead builds have left behind; live ones are left alone.
  public void sweep() throws IOException {
    forLeftovers(Folders::delete);
  }

  /// What dead builds have left behind.
  public List<Path> leftovers() throws IOException {
    List<Path> leftovers = new ArrayList<>();
    forLeftovers(leftovers::add);
    leftovers.sort(Comparator.naturalOrder());
    return leftovers;
  }

  private void forLeftovers(LeftoverAction action) throws IOException {
    if (!Files.isDirectory(staging)) {
      return;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(staging)) {
      for (Path folder : folders) {
        String entry = String.valueOf(folder.getFileName());
        int dot = entry.lastIndexOf('.');
        String name = dot < 0 ? entry : entry.substring(0, dot);
        locks.tryRun(name, () -> action.accept(folder));
      }
    }
  }

  /// Removes the least recently used pyramids until the limits hold; never one of `keep`, one that
  /// is pinned, one that somebody reads or one that is being built.
  ///
  /// @return what was removed
  public List<Path> prune(CacheLimits limits, Collection<Path> keep) throws IOException {
    // What they take is not looked for without need.
    if (limits.bytes() == Long.MAX_VALUE && pyramids().size() <= limits.images()) {
      return List.of();
    }
    return evict(Eviction.to(limits, keep.stream().map(this::placeOf).toList())).stream()
        .map(CachedPyramid::folder)
        .toList();
  }

  /// Removes pyramids; never one that somebody reads or one that is being built.
  ///
  /// @return what was removed
  public List<CachedPyramid> evict(Eviction eviction) throws IOException {
    return eviction.from(contents(), pyramid -> remove(pyramid.folder(), !eviction.isOfPinned()));
  }

  /// What [#evict] would remove now.
  ///
  /// @param all what [#contents] has just told
  public List<CachedPyramid> rehearse(Eviction eviction, Collection<CachedPyramid> all)
      throws IOException {
    return eviction.from(all, pyramid -> isFree(pyramid.folder()));
  }

  /// Keeps a pyramid from being removed, by any process, without calling that a use.
  ///
  /// @return nothing when it is just being removed
  public Optional<Hold> hold(Path pyramid) throws IOException {
    return uses.hold(pyramid).map(held -> held::close);
  }

  /// Keeps builds out of the whole folder.
  FolderGate gate() {
    return gate;
  }

  /// What a pyramid takes on disk, in bytes; 0 when it is gone.
  public long bytes(Path pyramid) throws IOException {
    return Folders.bytes(pyramid);
  }

  /// What all pyramids take on disk, in bytes.
  public long bytes() throws IOException {
    return contents().stream().mapToLong(CachedPyramid::bytes).sum();
  }

  /// Removes every pyramid, save those that are pinned, being built anew or read.
  public void clear() throws IOException {
    prune(CacheLimits.ofImages(0), List.of());
  }

  /// Keeps a pyramid, and those that take its place, from being removed by anybody who keeps the
  /// folder at its size.
  ///
  /// @return false when it is gone
  public boolean pin(Path pyramid) throws IOException {
    return uses.tryWith(placeOf(pyramid), () -> pins.add(nameOf(pyramid)));
  }

  /// Takes that back.
  public void unpin(Path pyramid) throws IOException {
    pins.remove(nameOf(pyramid));
  }

  /// Whether a pyramid is pinned.
  public boolean isPinned(Path pyramid) {
    return pins.has(nameOf(pyramid));
  }

  /// Whether nobody reads a pyramid, and nobody builds it anew, at this moment.
  public boolean isFree(Path pyramid) throws IOException {
    AtomicBoolean unread = new AtomicBoolean();
    locks.tryRun(nameOf(pyramid), () -> unread.set(uses.tryWithout(pyramid, () -> {})));
    return unread.get();
  }

  /// Takes a pyramid from its place in one step, so that nobody opens half of it, then removes it.
  ///
  /// @return whether it is gone; not so while it is being built or read, or the folder is being
  ///   moved
  public boolean remove(Path pyramid) throws IOException {
    return remove(pyramid, false);
  }

  private boolean remove(Path pyramid, boolean sparesPinned) throws IOException {
    Optional<NamedLocks.Held> entry = gate.tryEnter();
    if (entry.isEmpty()) {
      return false;
    }
    try {
      return removeInside(pyramid, sparesPinned);
    } finally {
      entry.get().close();
    }
  }

  private boolean removeInside(Path pyramid, boolean sparesPinned) throws IOException {
    String name = nameOf(pyramid);
    Path trash = stagingOf(name);
    AtomicBoolean moved = new AtomicBoolean();
    NamedLocks.Action move =
        () -> {
          // Looked at here because nobody can pin it from now on.
          if (!(sparesPinned && pins.has(name))) {
            setAside(pyramid, trash);
            moved.set(true);
          }
        };
    locks.tryRun(
        name,
        () -> {
          uses.tryWithout(pyramid, move);
          if (Files.exists(trash)) {
            Folders.delete(trash);
          }
        });
    return moved.get();
  }

  private void setAside(Path pyramid, Path trash) throws IOException {
    try {
      Files.createDirectories(staging);
      Files.move(pyramid, trash);
    } catch (NoSuchFileException e) {
      log().log(Logger.Level.DEBUG, "Another process has just removed {0}.", pyramid);
    }
  }

  private Path stagingOf(String name) {
    return staging.resolve(name + "." + UUID.randomUUID());
  }

  private String nameOf(Path pyramid) {
    Path inside = path.relativize(pyramid.toAbsolutePath().normalize());
    if (inside.getNameCount() != 1 || inside.toString().isEmpty()) {
      throw new IllegalArgumentException(
          "%s is not the place of a pyramid in the cache folder %s.".formatted(pyramid, path));
    }
    return inside.toString();
  }

  private Path placeOf(Path pyramid) {
    return path.resolve(nameOf(pyramid));
  }

  /// What is done to something that a dead build has left.
  @FunctionalInterface
  private interface LeftoverAction {
    void accept(Path folder) throws IOException;
  }

  /// Keeps a pyramid from being removed until closed.
  public interface Hold extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  /// Asked for when there is something to say: to find a logger, the JVM opens every library.
  private static Logger log() {
    return System.getLogger(CacheFolder.class.getName());
  }
}
