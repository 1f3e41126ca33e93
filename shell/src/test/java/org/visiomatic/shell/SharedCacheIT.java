package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.tiler.pyramid.PyramidCheck;
import org.visiomatic.tiler.source.FitsFixtures;

/// A server under load and a batch, and an administrator who prunes, removes, verifies and moves
/// the cache that both use.
class SharedCacheIT {

  private static final int IMAGES = 20;
  private static final int VISITORS = 6;
  private static final Duration LONGEST = Duration.ofSeconds(45);

  /// Runs of all verbs, as long as there is time.
  private static final int ROUNDS = 4;

  @TempDir Path folder;
  private Path data;
  private Path night;
  private Path cache;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicInteger answers = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void exposeImages() throws IOException {
    folder = folder.toRealPath();
    data = Files.createDirectory(folder.resolve("data"));
    night = Files.createDirectory(folder.resolve("night"));
    cache = Files.createDirectory(folder.resolve("cache"));
    for (int i = 0; i < IMAGES; i++) {
      FitsFixtures.ramp(500 + 10 * i, 400, 1).writeTo(data.resolve(image(i)));
      FitsFixtures.ramp(700, 300 + 10 * i, 1).writeTo(night.resolve("new%02d.fits".formatted(i)));
    }
  }

  private static String image(int number) {
    return "sky%02d.fits".formatted(number);
  }

  /// Asks for tiles of all images until the end.
  private void visit(RunningServer server, int visitor) {
    Random random = new Random(visitor);
    while (!ended.get()) {
      String address =
          "/api?FIF=%s&CHAN=1&JTL=%d,%d"
              .formatted(image(random.nextInt(IMAGES)), random.nextInt(2), 0);
      HttpResponse<byte[]> answer = server.get(address);
      answers.incrementAndGet();
      // Too many builds at a time are put off, as documented.
      boolean isPutOff =
          answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent();
      if (answer.statusCode() != 200 && !isPutOff) {
        broken.add(
            address
                + " "
                + answer.statusCode()
                + " "
                + new String(answer.body(), StandardCharsets.UTF_8));
      }
    }
  }

  private void administrate(String... words) throws Exception {
    try (PackagedCommand command = PackagedCommand.start(cache, words)) {
      assertThat(command.exitCode())
          .as(String.join(" ", words) + "\n" + command.log())
          .isIn(ExitCode.OK, ExitCode.SOME_FAILED, ExitCode.NO_INPUT, ExitCode.BUSY);
      assertThat(command.log()).doesNotContain("Exception", "\tat ", "damaged");
    }
  }

  @Test
  void noVerbBreaksARequestOrLosesAPyramidInUse() throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    int moves = 0;
    try (RunningServer server = RunningServer.start(cache, data);
        ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> visits = new ArrayList<>();
      for (int visitor = 0; visitor < VISITORS; visitor++) {
        int number = visitor;
        visits.add(visitors.submit(() -> visit(server, number)));
      }
      try (PackagedCommand batch =
          PackagedCommand.start(cache, "tile", night.toString(), "--jobs=1")) {
        for (int round = 0; round < ROUNDS && System.nanoTime() < end; round++) {
          move(++moves);
          administrate("prune", "--keep=5", "--yes");
          administrate("verify", "--quiet");
          administrate("rm", "--yes", image(round));
        }
        assertThat(batch.exitCode()).as(batch.log()).isEqualTo(ExitCode.OK);
        assertThat(batch.log()).doesNotContain("Exception", "failed:", "\tat ");
      } finally {
        ended.set(true);
      }
      for (Future<?> visit : visits) {
        visit.get();
      }
      assertThat(broken).isEmpty();
      assertThat(answers.get()).isGreaterThan(50);
      assertThat(server.command().log()).doesNotContain("Exception", "\tat ");
    }
    assertThat(moves).isPositive();
    assertThat(Files.isSymbolicLink(cache)).isTrue();
    for (Path pyramid : FolderBytes.pyramids(cache)) {
      assertThat(PyramidCheck.run(pyramid, 1, part -> {})).as(pyramid.toString()).isEmpty();
    }
    try (PackagedCommand verify = PackagedCommand.start(cache, "verify")) {
      assertThat(verify.exitCode()).as(verify.log()).isEqualTo(ExitCode.OK);
    }
    assertThat(FolderBytes.staging(cache)).isEmpty();
  }

  private void move(int number) throws Exception {
    Path disk = folder.resolve("disk" + number);
    try (PackagedCommand command =
        PackagedCommand.start(cache, "mv-cache", "--yes", disk.toString())) {
      assertThat(command.exitCode()).as(command.log()).isEqualTo(ExitCode.OK);
      assertThat(command.log()).contains("moved").doesNotContain("Exception", "\tat ");
    }
    assertThat(cache.toRealPath()).isEqualTo(disk);
  }
}
