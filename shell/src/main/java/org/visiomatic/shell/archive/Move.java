package org.visiomatic.shell.archive;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.ProgressLine;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.tiler.batch.ByteSize;
import org.visiomatic.tiler.pyramid.CacheMove;
import org.visiomatic.tiler.pyramid.RefusedMoveException;

/// Moves a cache folder to another disk.
public record Move(MoveOptions options, Surroundings surroundings, ProgressLine progress) {

  /// @return the exit code
  public int run() throws IOException, InterruptedException {
    try {
      return move();
    } catch (RefusedMoveException e) {
      if (!e.isForRoom()) {
        throw new ConfigurationException(String.valueOf(e.getMessage()), e);
      }
      surroundings.say(String.valueOf(e.getMessage()));
      return ExitCode.REFUSED;
    } finally {
      progress.erase();
    }
  }

  private int move() throws IOException, InterruptedException {
    Path folder = options.cache();
    boolean wasUnfinished = CacheMove.isUnfinished(folder);
    if (wasUnfinished && !options.isRehearsal()) {
      CacheMove.finish(folder);
    }
    if (wasUnfinished && leadsThere()) {
      CacheMove.Plan nothing =
          new CacheMove.Plan(
              folder.toAbsolutePath().normalize(), options.destination().toRealPath(), 0, 0, 0, 0);
      print(nothing, options.isRehearsal() ? "would_finish" : "finished");
      return ExitCode.OK;
    }
    CacheMove move = CacheMove.of(folder, options.destination(), options.uses());
    CacheMove.Plan plan = move.plan();
    if (options.isRehearsal()) {
      print(plan, "would_move");
      return plan.fits() ? ExitCode.OK : ExitCode.REFUSED;
    }
    if (!options.consent().isGivenTo(deed(plan))) {
      surroundings.say("Nothing was moved.");
      return ExitCode.OK;
    }
    progress.begin("copying to " + plan.to());
    CacheMove.Plan moved = move.run(progress::at);
    progress.erase();
    print(moved, "moved");
    surroundings.say(
        "The link %s leads there; set cache_dir to %s when convenient ('visiomatic config set cache_dir %s')."
            .formatted(moved.from(), moved.to(), moved.to()));
    return ExitCode.OK;
  }

  private boolean leadsThere() throws IOException {
    return Files.isSymbolicLink(options.cache().toAbsolutePath().normalize())
        && Files.exists(options.destination())
        && Files.isSameFile(options.cache(), options.destination());
  }

  private static String deed(CacheMove.Plan plan) {
    return "move %s from %s to %s".formatted(pyramids(plan), plan.from(), plan.to());
  }

  private static String pyramids(CacheMove.Plan plan) {
    return "%d %s (%s)"
        .formatted(
            plan.pyramids(),
            plan.pyramids() == 1 ? "pyramid" : "pyramids",
            ByteSize.text(plan.bytes()));
  }

  private void print(CacheMove.Plan plan, String status) {
    if (options.isJson()) {
      ObjectNode line = new JsonMapper().createObjectNode();
      line.put("status", status).put("from", plan.from().toString());
      line.put("to", plan.to().toString()).put("pyramids", plan.pyramids());
      line.put("bytes", plan.bytes()).put("bytes_there", plan.bytesThere());
      surroundings.out().println(line);
      return;
    }
    surroundings
        .out()
        .println(
            switch (status) {
              case "moved" -> "moved %s to %s".formatted(pyramids(plan), plan.to());
              case "would_move" ->
                  "would move %s to %s, %s of them copied already; that disk has %s left%s"
                      .formatted(
                          pyramids(plan),
                          plan.to(),
                          ByteSize.text(plan.bytesThere()),
                          ByteSize.text(plan.free()),
                          plan.fits() ? "" : ", which is too little");
              case "would_finish" ->
                  "would remove what an earlier move to %s left".formatted(plan.to());
              default -> "removed what an earlier move to %s left".formatted(plan.to());
            });
  }
}
