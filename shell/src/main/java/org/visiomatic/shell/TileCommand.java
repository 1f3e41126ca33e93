package org.visiomatic.shell;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import picocli.CommandLine.Model.CommandSpec;

/// The command that caches many images at once.
final class TileCommand {

  private static final List<Setting<?>> SETTINGS =
      List.of(
          Settings.TILE_SIZE,
          Settings.THREAD_COUNT,
          Settings.MEMORY,
          Settings.CACHE_DIR,
          Settings.MAX_CACHE_IMAGE_COUNT,
          Settings.MAX_CACHE_SIZE,
          Settings.COMPRESS,
          Settings.CHECKSUMS,
          Settings.ULTRADICT_CACHE_FILE);

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
