package org.visiomatic.shell.cli;

import java.io.IOException;
import org.visiomatic.shell.cache.CachedImages;
import org.visiomatic.shell.cache.Pinning;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The commands that pin images, and take that back.
final class PinCommand {

  private PinCommand() {}

  /// `pin`.
  static CommandSpec pin(Surroundings surroundings) {
    return spec(
        "pin",
        (parsed) ->
            CacheWork.run(
                parsed, surroundings, images -> pinning(images, parsed).pin(surroundings)),
        "Keeps images in the cache folder whatever its limits are.");
  }

  /// `unpin`.
  static CommandSpec unpin(Surroundings surroundings) {
    return spec(
        "unpin",
        (parsed) ->
            CacheWork.run(
                parsed, surroundings, images -> pinning(images, parsed).unpin(surroundings)),
        "Lets pinned images be removed like others.");
  }

  private static Pinning pinning(CachedImages images, ParseResult parsed) throws IOException {
    return new Pinning(images, images.all(CacheWork.images(parsed)), Specs.isJson(parsed));
  }

  private static CommandSpec spec(String name, Command command, String description) {
    CommandSpec spec = Specs.command(name, command, description);
    CacheWork.addImages(spec, true);
    spec.addOption(Specs.json());
    Specs.addSettings(spec, CacheWork.FOLDER);
    return spec;
  }
}
