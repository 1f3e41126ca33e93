package org.visiomatic.shell;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.EngineSection;
import org.visiomatic.shell.config.ImageSection;
import org.visiomatic.shell.config.Setting;
import picocli.CommandLine.Model.CommandSpec;

/// The command that caches many images at once.
final class TileCommand {

  private static final List<Setting<?>> SETTINGS =
      List.of(
          ImageSection.TILE_SIZE,
          EngineSection.THREAD_COUNT,
          EngineSection.MEMORY,
          CacheSection.CACHE_DIR,
          CacheSection.MAX_CACHE_IMAGE_COUNT,
          CacheSection.MAX_CACHE_SIZE,
          CacheSection.COMPRESS,
          CacheSection.CHECKSUMS,
          CacheSection.ULTRADICT_CACHE_FILE);

  private TileCommand() {}

  static CommandSpec spec(PrintWriter out, PrintWriter err, Map<String, String> environment) {
    Command command =
        parsed -> {
          TileOptions options = new TileOptions(parsed);
          options.check();
          Configuration configuration = Commands.configuration(parsed, environment);
          return new TileRun(configuration, options, out, err).run();
        };
    CommandSpec spec =
        Commands.command("tile", command, "Caches many images ahead of time, for pipelines.");
    TileOptions.addTo(spec);
    Commands.addSettings(spec, SETTINGS);
    return spec;
  }
}
