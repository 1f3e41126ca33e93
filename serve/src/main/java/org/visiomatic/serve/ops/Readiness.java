package org.visiomatic.serve.ops;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Whether a server can do its work: its folders can be used, and it is not being stopped.
///
/// Folders are looked at once a second at most, however often somebody asks. A cache folder that is
/// missing is made then: while the server is not ready, no visitor comes whose image would need it.
/// Reasons name settings and not paths, as anybody may read them.
public final class Readiness {

  private static final long MEMORY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Path cacheDir;
  private final Path data;
  private volatile boolean stopping;
  private long lookedNanos;
  private List<String> found = List.of();
  private boolean looked;

  /// @param cacheDir must be writable, or such that it can be made
  /// @param data folder or file that must be readable
  public Readiness(Path cacheDir, Path data) {
    this.cacheDir = cacheDir;
    this.data = data;
  }

  /// The server is being stopped from now on.
  public void stop() {
    stopping = true;
  }

  /// Why the server is not ready, each a finished sentence; empty when it is.
  public synchronized List<String> reasons() {
    if (stopping) {
      return List.of("The server is being stopped.");
    }
    long now = System.nanoTime();
    if (!looked || now - lookedNanos >= MEMORY_NANOS) {
      found = look();
      lookedNanos = now;
      looked = true;
    }
    return found;
  }

  private List<String> look() {
    List<String> reasons = new ArrayList<>();
    if (!isReadable()) {
      reasons.add("The data folder cannot be read; see the setting data_dir.");
    }
    try {
      Files.createDirectories(cacheDir);
      Path probe = Files.createTempFile(cacheDir, ".ready", "");
      Files.write(probe, new byte[] {1});
      Files.delete(probe);
    } catch (IOException e) {
      reasons.add(
          "The cache folder cannot be written (%s); see the setting cache_dir."
              .formatted(e.getClass().getSimpleName()));
    }
    return List.copyOf(reasons);
  }

  private boolean isReadable() {
    if (Files.isRegularFile(data)) {
      return Files.isReadable(data);
    }
    try (DirectoryStream<Path> names = Files.newDirectoryStream(data)) {
      var _ = names.iterator().hasNext();
      return true;
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      return false;
    }
  }
}
