package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/// The folder that holds the pyramids. Any number of processes may share it.
///
/// The time of the last use of a pyramid is the modification time of its folder, or stands in an
/// index that processes share. `.staging` holds what is being built or removed, each entry guarded
/// by the lock of its pyramid; `.lock` carries those locks, `.uses` the locks of those who read a
/// pyramid.
public final class CacheFolder {

  private static final String SUFFIX = ".ome.zarr";

  /// File systems take names of 255 bytes; hash, suffix and the name in staging need some.
  private static final int MAXIMUM_NAME_BYTES = 160;

  private final Path path;
  private final Path staging;
  private final NamedLocks locks;
  private final PyramidUses uses;

  private CacheFolder(Path path, Optional<UsesIndex> index) {
    this.path = path;
    staging = path.resolve(".staging");
    locks = NamedLocks.in(path.resolve(".lock"));
    uses = new PyramidUses(path.resolve(".uses"), index);
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
    Path name = Path.of(source.path()).getFileName();
    String key = source.path() + "\0" + options + "\0" + ZarrDocuments.FORMAT_VERSION;
    return path.resolve(
        shortened(name == null ? "image" : name.toString()) + "-" + hash(key) + SUFFIX);
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
    Map<Path, Instant> times;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(path, "*" + SUFFIX)) {
      times = uses.last(folders);
    }
    return times.entrySet().stream()
        .sorted(
            Map.Entry.<Path, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
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
    Optional<NamedLocks.Held> lock = locks.acquire(name, patience);
    return lock.isPresent() ? Optional.of(begin(pyramid, lock.get())) : Optional.empty();
  }

  private BuildClaim begin(Path pyramid, NamedLocks.Held lock) throws IOException {
    try {
      return new Claim(Files.createDirectories(stagingOf(nameOf(pyramid))), lock);
    } catch (IOException e) {
      try (lock) {
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
  /// somebody reads or one that is being built.
  ///
  /// @return what was removed
  public List<Path> prune(CacheLimits limits, Collection<Path> keep) throws IOException {
    Set<String> kept = keep.stream().map(this::nameOf).collect(Collectors.toSet());
    List<Path> all = pyramids();
    // To look at every file of every pyramid takes long, so not without need.
    boolean weigh = limits.bytes() < Long.MAX_VALUE;
    long images = all.size();
    long bytes = 0;
    for (Path pyramid : weigh ? all : List.<Path>of()) {
      bytes += bytes(pyramid);
    }
    List<Path> removed = new ArrayList<>();
    for (Path pyramid : all) {
      if (limits.allow(images, bytes)) {
        break;
      }
      long size = weigh ? bytes(pyramid) : 0;
      if (!kept.contains(nameOf(pyramid)) && remove(pyramid)) {
        removed.add(pyramid);
        images--;
        bytes -= size;
      }
    }
    return removed;
  }

  /// What a pyramid takes on disk, in bytes; 0 when it is gone.
  public long bytes(Path pyramid) throws IOException {
    return Folders.bytes(pyramid);
  }

  /// Removes every pyramid, save those that are being built anew or read.
  public void clear() throws IOException {
    prune(CacheLimits.ofImages(0), List.of());
  }

  /// Takes a pyramid from its place in one step, so that nobody opens half of it, then removes it.
  ///
  /// @return whether it is gone; not so while it is being built or read
  public boolean remove(Path pyramid) throws IOException {
    String name = nameOf(pyramid);
    Path trash = stagingOf(name);
    AtomicBoolean moved = new AtomicBoolean();
    locks.tryRun(
        name,
        () -> {
          moved.set(uses.tryWithout(pyramid, () -> setAside(pyramid, trash)));
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

  /// A file name as the beginning of a folder name: not too long, nothing in it that a file system
  /// or a shell finds odd.
  private static String shortened(String name) {
    StringBuilder text = new StringBuilder();
    int bytes = 0;
    for (int symbol : name.codePoints().toArray()) {
      boolean plain = Character.isLetterOrDigit(symbol) || "._-+ ".indexOf(symbol) >= 0;
      String next = plain ? Character.toString(symbol) : "_";
      bytes += next.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAXIMUM_NAME_BYTES) {
        break;
      }
      text.append(next);
    }
    return text.toString();
  }

  private static String hash(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /// What is done to something that a dead build has left.
  @FunctionalInterface
  private interface LeftoverAction {
    void accept(Path folder) throws IOException;
  }

  /// The right to build one pyramid, and an empty staging folder to do it in; closing gives both
  /// back.
  public interface BuildClaim extends AutoCloseable {

    /// An empty folder on the file system of the cache, removed when the claim is closed.
    Path staging();

    @Override
    void close() throws IOException;
  }

  private record Claim(Path staging, NamedLocks.Held lock) implements BuildClaim {

    @Override
    public void close() throws IOException {
      try (lock) {
        Folders.delete(staging);
      }
    }
  }

  /// Asked for when there is something to say: to find a logger, the JVM opens every library.
  private static Logger log() {
    return System.getLogger(CacheFolder.class.getName());
  }
}
