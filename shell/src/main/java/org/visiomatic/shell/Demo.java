package org.visiomatic.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.demo.SyntheticSky;

/// Makes the synthetic sky and shows it.
final class Demo {

  private static final int WIDTH = 3000;
  private static final int HEIGHT = 2000;
  private static final long SEED = 7;

  private final Supplier<Configuration> levels;
  private final Path settings;
  private final Configuration configuration;
  private final PrintWriter err;

  /// @param levels brings the levels of the configuration together
  /// @param settings the configuration file, which need not exist
  /// @param err where to talk
  Demo(Supplier<Configuration> levels, Path settings, PrintWriter err) {
    this.levels = levels;
    this.settings = settings;
    this.configuration = levels.get();
    this.err = err;
  }

  /// Shows the sky until stopped.
  ///
  /// @param output where to keep the file; in the cache folder when absent, where it is found again
  ///   next time
  int run(Optional<Path> output) throws IOException, InterruptedException {
    Path file =
        output.orElseGet(
            () -> configuration.get(CacheSection.CACHE_DIR).resolve("demo/synthetic-sky.fits"));
    if (!Files.exists(file)) {
      err.println(
          "visiomatic: making a sky of " + WIDTH + " × " + HEIGHT + " pixels in three bands");
      write(file);
    }
    return new Session(levels, settings, List.of(), err).run(Optional.of(file));
  }

  /// Writes beside the target and renames, so that a sky that exists is whole.
  private static void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, file.getFileName().toString(), ".part");
    try {
      new SyntheticSky(WIDTH, HEIGHT, SEED).write(part);
      Files.move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
