package org.visiomatic.shell.cli;

import java.util.List;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.EngineSection;
import org.visiomatic.shell.config.ImageSection;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;

/// The command that caches many images at once.
public final class TileCommand {

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

  public static CommandSpec spec(Surroundings surroundings) {
    Command command =
        parsed -> {
          TileOptions options = new TileOptions(parsed);
          options.check();
          Configuration configuration = Specs.configuration(parsed, surroundings);
          return new TileRun(configuration, options, surroundings).run();
        };
    CommandSpec spec =
        Specs.command("tile", command, "Caches many images ahead of time, for pipelines.");
    TileOptions.addTo(spec);
    Specs.addSettings(spec, SETTINGS);
    return spec;
  }
}
