package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.tiler.golden.GoldenValues;
import org.visiomatic.tiler.pyramid.Finding;
import org.visiomatic.tiler.pyramid.PyramidCheck;
import org.visiomatic.tiler.source.FitsFixtures;

/// Batches that die at any moment, as at a power cut, and are run again.
class TileKillIT {

  private static final int KILLS = 40;

  /// Some moments come after the end of their batch and do not count; this many would mean that the
  /// batch is too short to be killed.
  private static final int MOST_RUNS = 10 * KILLS;

  /// What a process needs to begin, in milliseconds.
  private static final int EARLIEST = 100;

  @TempDir Path folder;
  private Path night;
  private Path cache;

  @BeforeEach
  void exposeANight() throws IOException {
    night = Files.createDirectory(folder.resolve("night"));
    cache = Files.createDirectory(folder.resolve("cache"));
    for (int i = 0; i < 6; i++) {
      FitsFixtures.ramp(1900 + 101 * i, 1700, 1 + i % 3)
          .writeTo(night.resolve("sky" + i + ".fits"));
    }
    for (String input : List.of("mosaic_2x2.fits", "whole_file.fits.gz", "rice_i16.fits.fz")) {
      Files.copy(GoldenValues.input(input), night.resolve(input));
    }
  }

  private PackagedCommand tile(Path cache, String... options) throws IOException {
    String[] line =
        Stream.concat(Stream.of("tile", night.toString(), "--jobs=3"), Stream.of(options))
            .toArray(String[]::new);
    return PackagedCommand.start(cache, line);
  }

  @Test
  void everyPyramidIsWholeWheneverABatchIsKilledAndTheEndIsTheSame() throws Exception {
    Path unbroken = Files.createDirectory(folder.resolve("unbroken"));
    long start = System.nanoTime();
    try (PackagedCommand command = tile(unbroken)) {
      assertThat(command.exitCode()).as(command.log()).isEqualTo(ExitCode.OK);
    }
    int latest = 2 * EARLIEST + (int) Duration.ofNanos(System.nanoTime() - start).toMillis();
    Random random = new Random();
    int broken = 0;
    for (int run = 0; broken < KILLS; run++) {
      assertThat(run).as("batches, of which %d were killed in time", broken).isLessThan(MOST_RUNS);
      // By turns: what is missing, or everything anew on top of what is there.
      String[] options = run % 2 == 0 ? new String[0] : new String[] {"--force"};
      try (PackagedCommand command = tile(cache, options)) {
        Duration moment = Duration.ofMillis(random.nextInt(EARLIEST, latest));
        broken += command.endsWithin(moment) ? 0 : 1;
        command.kill();
      }
      assertAllAreWhole();
    }
    try (PackagedCommand command = tile(cache)) {
      assertThat(command.exitCode()).as(command.log()).isEqualTo(ExitCode.OK);
    }
    assertThat(FolderBytes.of(cache)).isEqualTo(FolderBytes.of(unbroken)).hasSizeGreaterThan(50);
    assertThat(FolderBytes.staging(cache)).isEmpty();
  }

  private void assertAllAreWhole() throws Exception {
    for (Path pyramid : FolderBytes.pyramids(cache)) {
      List<Finding> findings = PyramidCheck.run(pyramid, 1, done -> {});
      assertThat(findings).as(pyramid.toString()).isEmpty();
    }
  }
}
