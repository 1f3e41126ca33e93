package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.tiler.source.FitsFixtures;

/// Servers in the trouble that data centres know: full disks, other processes.
class ServeTroubleIT {

  private static final String DONE = "visiomatic_builds_total{result=\"done\"}";
  private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();

  @TempDir Path folder;
  private Path data;
  private Path cache;

  @BeforeEach
  void makeFolders() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    cache = Files.createDirectory(folder.resolve("cache"));
  }

  private void image(String name, int width, int height) throws IOException {
    FitsFixtures.ramp(width, height, 1).writeTo(data.resolve(name));
  }

  private static String tile(String image) {
    return "/api?FIF=" + image + "&CHAN=1&JTL=0,0";
  }

  @Test
  void twoServersAndABatchBuildEachImageOnce() throws Exception {
    image("raced.fits", 4000, 3000);
    image("batched.fits", 4000, 3000);
    Path manifest = folder.resolve("manifest.jsonl");
    try (RunningServer one = RunningServer.start(cache, data);
        RunningServer two = RunningServer.start(cache, data)) {
      bothAnswerAlike(one, two, "raced.fits");
      assertThat(one.metric(DONE) + two.metric(DONE)).isEqualTo(1);
      try (PackagedCommand batch =
          PackagedCommand.start(
              cache,
              "tile",
              data.resolve("batched.fits").toString(),
              "--progress=json",
              "--manifest=" + manifest)) {
        batch.awaitLine("\"event\":\"started\"");
        bothAnswerAlike(one, two, "batched.fits");
        assertThat(batch.exitCode()).as(batch.log()).isEqualTo(ExitCode.OK);
      }
      // Whoever was first; the batch as a rule.
      int built = Files.readString(manifest).contains("\"status\":\"built\"") ? 1 : 0;
      assertThat(one.metric(DONE) + two.metric(DONE) + built).as("builds").isEqualTo(2);
      for (RunningServer server : List.of(one, two)) {
        assertThat(server.metric("visiomatic_builds_running")).isZero();
        assertThat(server.metric("visiomatic_builds_waiting")).isZero();
        assertThat(server.command().log()).doesNotContain("Exception", "SEVERE", "WARN");
      }
    }
    assertThat(FolderBytes.pyramids(cache)).hasSize(2);
    assertThat(FolderBytes.staging(cache)).isEmpty();
  }

  private static void bothAnswerAlike(RunningServer one, RunningServer two, String image) {
    CompletableFuture<HttpResponse<byte[]>> first = one.ask(tile(image));
    CompletableFuture<HttpResponse<byte[]>> second = two.ask(tile(image));
    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(second.join().statusCode()).isEqualTo(200);
    assertThat(first.join().body()).isEqualTo(second.join().body());
    assertThat(first.join().headers().firstValue("ETag"))
        .isEqualTo(second.join().headers().firstValue("ETag"));
  }

  @Test
  void servesOnWhenTheDiskIsFull() throws Exception {
    String mount = "mount -t tmpfs -o size=16m tmpfs " + cache;
    int mounted = new ProcessBuilder("unshare", "-rm", "sh", "-c", mount).start().waitFor();
    assumeTrue(mounted == 0, "Small disks cannot be mounted here.");
    Path ballast = cache.resolve("ballast");
    String script =
        "exec unshare -rm sh -c '%s && head -c 10485760 /dev/zero >%s && exec \"$@\"' sh \"$@\""
            .formatted(mount, ballast);
    servesOnWithoutRoom(
        script,
        (server, inside) -> Files.delete(Path.of(inside + ballast)),
        "No space left on device");
  }

  @Test
  void servesOnWhenFilesMayNotBecomeLargeEnough() throws Exception {
    int there = new ProcessBuilder("prlimit", "--version").start().waitFor();
    assumeTrue(there == 0, "There is no prlimit here.");
    servesOnWithoutRoom(
        "ulimit -S -f 4096; exec \"$@\"",
        (server, inside) -> {
          String pid = Long.toString(server.command().pid());
          int raised =
              new ProcessBuilder("prlimit", "--pid", pid, "--fsize=unlimited").start().waitFor();
          assertThat(raised).isZero();
        },
        "File too large");
  }

  /// @param room makes some
  /// @param reason as the log should tell it
  private void servesOnWithoutRoom(String script, Room room, String reason) throws Exception {
    image("small.fits", 300, 200);
    image("other.fits", 200, 300);
    image("large.fits", 1300, 1200);
    try (RunningServer server = RunningServer.startAfter(script, cache, data)) {
      assertThat(server.get(tile("small.fits")).statusCode()).isEqualTo(200);
      HttpResponse<byte[]> refused = server.get(tile("large.fits"));
      assertThat(refused.statusCode()).isEqualTo(507);
      String detail = new ObjectMapper().readTree(refused.body()).path("detail").asText();
      assertThat(detail)
          .isEqualTo(
              "The image could not be prepared because the disk of the server is full; try again when there is room.");
      Path inside = Path.of("/proc/" + server.command().pid() + "/root");
      Path seen = Path.of(inside.toString() + cache);
      assertThat(FolderBytes.staging(seen)).isEmpty();
      assertThat(FolderBytes.pyramids(seen)).hasSize(1);
      assertThat(server.get(tile("small.fits") + "&CNT=2").statusCode()).isEqualTo(200);
      assertThat(server.get(tile("other.fits")).statusCode()).isEqualTo(200);
      assertThat(server.metric("visiomatic_builds_total{result=\"failed\"}")).isEqualTo(1);
      assertThat(server.command().log())
          .containsOnlyOnce("large.fits could not be made")
          .contains(reason)
          .doesNotContain("Exception", "\tat ");
      room.make(server, inside.toString());
      long end = System.nanoTime() + LONGEST_NANOS;
      HttpResponse<byte[]> answer = refused;
      while (answer.statusCode() == 507) {
        assertThat(System.nanoTime()).as("nanoseconds").isLessThan(end);
        answer = server.get(tile("large.fits"));
      }
      assertThat(answer.statusCode())
          .as(new String(answer.body(), StandardCharsets.ISO_8859_1))
          .isEqualTo(200);
      assertThat(FolderBytes.pyramids(seen)).hasSize(3);
    }
  }

  /// Makes room for the cache of a server that had none.
  private interface Room {
    /// @param root of the file system, as the server sees it
    void make(RunningServer server, String root) throws Exception;
  }
}
