package org.visiomatic.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {

  @TempDir Path folder;

  @Test
  void printsATableOfTheRuns() throws IOException, InterruptedException {
    assumeThat(Path.of("/usr/bin/time")).as("the program that measures").isExecutable();
    Path log = folder.resolve("run.log");
    ProcessBuilder run =
        new ProcessBuilder("bash", "benchmarks/tile.sh", "growth")
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()));
    run.environment().put("VISIOMATIC", PackagedCommand.in(folder).toString());
    run.environment().put("WORK", folder.resolve("work").toString());
    run.environment().put("RUNS", "1");
    run.environment().put("GROWTH", "64");
    Process process = run.start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    assertThat(Files.readString(log)).containsPattern("growth-64 +visiomatic +[0-9]+\\.[0-9]+");
  }
}
