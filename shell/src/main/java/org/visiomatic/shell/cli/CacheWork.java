package org.visiomatic.shell.cli;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.visiomatic.shell.cache.CachedImages;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.InputException;
import org.visiomatic.shell.console.Signals;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.tile.TilingSettings;
import org.visiomatic.tiler.pyramid.CacheFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// What a verb does with the images of a cache folder, until it is interrupted.
@FunctionalInterface
interface CacheWork {

  /// The settings that say where the folder is.
  List<Setting<?>> FOLDER = List.of(CacheSection.CACHE_DIR, CacheSection.ULTRADICT_CACHE_FILE);

  /// Those and the ones that say what it may hold.
  List<Setting<?>> LIMITS =
      List.of(
          CacheSection.CACHE_DIR,
          CacheSection.MAX_CACHE_IMAGE_COUNT,
          CacheSection.MAX_CACHE_SIZE,
          CacheSection.ULTRADICT_CACHE_FILE);

  /// Does it.
  ///
  /// @return the exit code
  int run(CachedImages images) throws IOException, InterruptedException;

  /// Does it with the folder of a configuration.
  static int run(ParseResult parsed, Surroundings surroundings, CacheWork work) throws IOException {
    return run(Specs.configuration(parsed, surroundings), work);
  }

  /// Does it with the folder of a configuration.
  static int run(Configuration configuration, CacheWork work) throws IOException {
    Path folder = configuration.get(CacheSection.CACHE_DIR);
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          "There is no cache folder %s; the first image that is tiled makes it.".formatted(folder));
    }
    try (Signals signals = Signals.stopping(Thread.currentThread()::interrupt)) {
      try {
        return work.run(
            CachedImages.in(CacheFolder.open(folder, TilingSettings.usesFile(configuration))));
      } catch (ClosedByInterruptException | InterruptedException e) {
        // The interruption has done its work; a shell goes on with this thread.
        Thread.interrupted();
        return signals.exitCode().orElse(ExitCode.INTERRUPTED);
      } catch (FileSystemException e) {
        // Such exceptions name a file and nothing else.
        String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
        throw new IOException(
            "The cache folder %s cannot be used: %s (%s). Look who may read and write there."
                .formatted(folder, e.getFile(), reason),
            e);
      }
    }
  }

  /// Adds the parameter that names one image.
  static void addImage(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .paramLabel("IMAGE")
            .type(String.class)
            .description("Name of an image as 'ls' shows it, its beginning, or its file.")
            .build());
  }

  /// Adds the parameters that name images.
  ///
  /// @param areNeeded whether there has to be one
  static void addImages(CommandSpec spec, boolean areNeeded) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity(areNeeded ? "1..*" : "0..*")
            .paramLabel("IMAGE")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(
                "Names of images as 'ls' shows them, patterns of names such as 'm*', or image files"
                    + (areNeeded ? "." : "; all when there is none."))
            .build());
  }

  /// What [#addImages] was given.
  static List<String> images(ParseResult parsed) {
    return parsed.matchedPositionalValue(0, List.of());
  }
}
