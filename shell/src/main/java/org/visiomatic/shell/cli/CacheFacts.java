package org.visiomatic.shell.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.visiomatic.shell.cache.CachedImages;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.ServerAddress.Connected;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.repl.Prompt;
import org.visiomatic.shell.repl.Suggestion;
import org.visiomatic.shell.tile.TilingSettings;
import org.visiomatic.tiler.batch.ByteSize;
import org.visiomatic.tiler.pyramid.CacheFolder;

/// What the shell knows of the cache while somebody types. It is found out aside, so that a slow
/// disk delays nobody: what is not known in time is known the next time.
final class CacheFacts {

  /// How long somebody who types waits without noticing.
  static final Duration PATIENCE = Duration.ofMillis(200);

  /// Several questions are asked for one key.
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final Surroundings surroundings;
  private final Duration patience;
  private final ExecutorService looking =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("visiomatic-looking").factory());

  private volatile Contents contents = new Contents(Path.of(""), Map.of(), -FRESH_NANOS);
  private @Nullable Future<?> look;

  /// @param patience how long to wait for what is not known yet
  CacheFacts(Surroundings surroundings, Duration patience) {
    this.surroundings = surroundings;
    this.patience = patience;
  }

  /// Begins to find things out while the terminal is being opened.
  void prepare(Path folder) {
    var _ = begin(folder);
  }

  /// What a cache folder held.
  ///
  /// @param bytes that each image takes, by its name
  /// @param time when that was, of the clock of the JVM
  private record Contents(Path folder, Map<String, Long> bytes, long time) {

    boolean isFresh(Path other) {
      return folder.equals(other) && System.nanoTime() - time < FRESH_NANOS;
    }
  }

  /// What stands before the next line.
  Prompt prompt() {
    Configuration configuration;
    try {
      configuration = configuration();
    } catch (ConfigurationException _) {
      // Whoever needs the settings says what is wrong with them.
      return Prompt.unknown();
    }
    Path folder = configuration.get(CacheSection.CACHE_DIR);
    Contents known = look(folder, false);
    boolean isKnown = known.folder().equals(folder);
    return new Prompt(
        folder,
        isKnown ? OptionalLong.of(known.bytes().size()) : OptionalLong.empty(),
        configuration.get(CacheSection.MAX_CACHE_IMAGE_COUNT),
        isKnown
            ? OptionalLong.of(known.bytes().values().stream().mapToLong(Long::longValue).sum())
            : OptionalLong.empty(),
        configuration.get(CacheSection.MAX_CACHE_SIZE),
        surroundings.server().connected().map(Connected::label).orElse(""));
  }

  /// The images whose names hold a text, with their sizes.
  List<Suggestion> images(String text) {
    Path folder;
    try {
      folder = configuration().get(CacheSection.CACHE_DIR);
    } catch (ConfigurationException _) {
      return List.of();
    }
    Contents known = look(folder, true);
    if (!known.folder().equals(folder)) {
      return List.of();
    }
    String wanted = text.toLowerCase(Locale.ROOT);
    return known.bytes().entrySet().stream()
        .filter(image -> image.getKey().toLowerCase(Locale.ROOT).contains(wanted))
        .map(image -> Suggestion.of(image.getKey(), ByteSize.text(image.getValue()), ""))
        .toList();
  }

  private Configuration configuration() {
    return new Configuration(
        surroundings.configurationFile(), surroundings.environment(), surroundings.given());
  }

  /// @param isEnough whether what was found out a moment ago will do
  private synchronized Contents look(Path folder, boolean isEnough) {
    if (isEnough && contents.isFresh(folder)) {
      return contents;
    }
    try {
      begin(folder).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      // What was known before has to do; a folder that cannot be read is told of by the verbs.
      return contents;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return contents;
  }

  private synchronized Future<?> begin(Path folder) {
    if (look == null || look.isDone()) {
      look = looking.submit(() -> contents = read(folder));
    }
    return look;
  }

  private Contents read(Path folder) throws IOException {
    Map<String, Long> bytes = new HashMap<>();
    // Opening would make the folder.
    if (Files.isDirectory(folder)) {
      CacheFolder cache = CacheFolder.open(folder, TilingSettings.usesFile(configuration()));
      bytes.putAll(CachedImages.in(cache).sizes());
    }
    return new Contents(folder, Map.copyOf(bytes), System.nanoTime());
  }
}
