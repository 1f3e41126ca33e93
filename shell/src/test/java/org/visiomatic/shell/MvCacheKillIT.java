package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.tiler.source.FitsFixtures;

/// Moves of a cache folder that die at any moment, as at a power cut, and are run again.
class MvCacheKillIT {

  private static final int KILLS = 10;

  /// Some moments come after the end of the move and do not count.
  private static final int MOST_RUNS = 10 * KILLS;

  /// What a process needs to begin, in milliseconds.
  private static final int EARLIEST = 300;

  @TempDir Path folder;
  private Path cache;
  private SortedMap<String, List<Long>> before;

  @BeforeEach
  void fillACache() throws Exception {
    folder = folder.toRealPath();
    cache = Files.createDirectory(folder.resolve("cache"));
    Path night = Files.createDirectory(folder.resolve("night"));
    for (int i = 0; i < 40; i++) {
      FitsFixtures.ramp(600 + 40 * i, 500, 1).writeTo(night.resolve("sky%02d.fits".formatted(i)));
    }
    try (PackagedCommand command = PackagedCommand.start(cache, "tile", night.toString())) {
      assertThat(command.exitCode()).as(command.log()).isEqualTo(ExitCode.OK);
    }
    before = FolderBytes.of(cache);
    assertThat(before).hasSizeGreaterThan(200);
  }

  private PackagedCommand move(Path to) throws IOException {
    return PackagedCommand.start(cache, "mv-cache", "--yes", to.toString());
  }

  @Test
  void nothingIsLostWheneverAMoveIsKilledAndAnotherRunFinishesIt() throws Exception {
    Random random = new Random();
    int killed = 0;
    int moves = 0;
    Path destination = folder.resolve("disk0");
    long start = System.nanoTime();
    finish(destination);
    int latest = (int) Duration.ofNanos(System.nanoTime() - start).toMillis();
    for (int run = 0; killed < KILLS; run++) {
      assertThat(run).as("moves, of which %d were killed in time", killed).isLessThan(MOST_RUNS);
      if (isAt(destination)) {
        destination = folder.resolve("disk" + ++moves);
      }
      try (PackagedCommand command = move(destination)) {
        Duration moment = Duration.ofMillis(random.nextInt(EARLIEST, Math.max(latest, 1000)));
        killed += command.endsWithin(moment) ? 0 : 1;
        command.kill();
      }
      assertThat(FolderBytes.of(cache)).as("killed after " + run + " runs").isEqualTo(before);
    }
    finish(destination);
    try (Stream<Path> entries = Files.list(folder)) {
      assertThat(entries.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".moved"));
    }
    assertThat(destination.resolve(".moving")).doesNotExist();
    try (PackagedCommand verify = PackagedCommand.start(cache, "verify")) {
      assertThat(verify.exitCode()).as(verify.log()).isEqualTo(ExitCode.OK);
    }
  }

  private boolean isAt(Path destination) throws IOException {
    return Files.exists(destination, LinkOption.NOFOLLOW_LINKS)
        && Files.isSameFile(cache, destination);
  }

  /// Runs the move until there is nothing left to do, which takes one run.
  private void finish(Path destination) throws Exception {
    try (PackagedCommand command = move(destination)) {
      boolean wasThere = command.exitCode() == ExitCode.USAGE;
      assertThat(command.log())
          .contains(wasThere ? "is a link to " + destination + " already" : destination.toString())
          .doesNotContain("Exception", "\tat ");
      assertThat(command.exitCode()).as(command.log()).isIn(ExitCode.OK, ExitCode.USAGE);
    }
    assertThat(isAt(destination)).isTrue();
    assertThat(FolderBytes.of(cache)).isEqualTo(before);
    assertThat(Files.isDirectory(folder.resolve(".cache.moved"))).isFalse();
  }
}
