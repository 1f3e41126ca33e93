package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.tiler.source.FitsFixtures;

/// Batches in the trouble that pipelines know: full disks, other processes, signals.
class TileTroubleIT {

  private static final int TERMINATED = 143;

  @TempDir Path folder;

  private Path cache() throws IOException {
    return Files.createDirectories(folder.resolve("cache"));
  }

  private Path night(int images, int width, int height) throws IOException {
    Path night = Files.createDirectory(folder.resolve("night"));
    for (int i = 0; i < images; i++) {
      FitsFixtures.ramp(width, height, 1).writeTo(night.resolve("image%02d.fits".formatted(i)));
    }
    return night;
  }

  private static List<JsonNode> lines(Path manifest) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(manifest)) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private static List<String> statuses(List<JsonNode> lines) {
    return lines.stream()
        .filter(line -> line.has("status"))
        .map(line -> line.path("status").asText())
        .toList();
  }

  @Test
  void twoProcessesBuildFiftyImagesOnce() throws Exception {
    Path night = night(50, 600, 500);
    Path[] manifests = {folder.resolve("a.jsonl"), folder.resolve("b.jsonl")};
    try (PackagedCommand one =
            PackagedCommand.start(cache(), "tile", night.toString(), "--manifest=" + manifests[0]);
        PackagedCommand two =
            PackagedCommand.start(
                cache(), "tile", night.toString(), "--manifest=" + manifests[1])) {
      assertThat(one.exitCode()).as(one.log()).isEqualTo(ExitCode.OK);
      assertThat(two.exitCode()).as(two.log()).isEqualTo(ExitCode.OK);
    }
    List<String> statuses = new ArrayList<>(statuses(lines(manifests[0])));
    statuses.addAll(statuses(lines(manifests[1])));
    assertThat(statuses).hasSize(100).containsOnly("built", "current");
    assertThat(statuses.stream().filter("built"::equals)).hasSize(50);
    assertThat(FolderBytes.pyramids(cache())).hasSize(50);
    assertThat(FolderBytes.staging(cache())).isEmpty();
  }

  @Test
  void endsCleanlyWhenItIsToldToStop() throws Exception {
    Path night = night(8, 4000, 3000);
    Path manifest = folder.resolve("manifest.jsonl");
    try (PackagedCommand command =
        PackagedCommand.start(
            cache(),
            "tile",
            night.toString(),
            "--jobs=1",
            "--progress=json",
            "--manifest=" + manifest)) {
      // One is done, and seven are to come; progress itself is told once a second only.
      command.awaitLine("\"status\":\"built\"");
      assertThat(command.stop()).as(command.log()).isEqualTo(TERMINATED);
      assertThat(command.log()).doesNotContain("Exception", "\tat ");
    }
    List<JsonNode> lines = lines(manifest);
    assertThat(statuses(lines)).hasSize(8).contains("skipped").doesNotContain("failed");
    assertThat(lines.getLast().path("summary").path("exit_code").asInt()).isEqualTo(TERMINATED);
    assertThat(FolderBytes.staging(cache())).isEmpty();
    try (PackagedCommand command = PackagedCommand.start(cache(), "tile", night.toString())) {
      assertThat(command.exitCode()).as(command.log()).isEqualTo(ExitCode.OK);
    }
    assertThat(FolderBytes.pyramids(cache())).hasSize(8);
  }

  /// Runs the command with its cache on a disk of 6 MiB, which is gone with the process.
  private static PackagedCommand startOnASmallDisk(Path cache, String... arguments)
      throws IOException, InterruptedException {
    String mount = "mount -t tmpfs -o size=6m tmpfs " + cache;
    int mounted = new ProcessBuilder("unshare", "-rm", "sh", "-c", mount).start().waitFor();
    assumeTrue(mounted == 0, "Small disks cannot be mounted here.");
    String script =
        "exec unshare -rm sh -c '%s && \"$@\"; code=$?; find %s; exit $code' sh \"$@\""
            .formatted(mount, cache);
    return PackagedCommand.startAfter(script, cache, arguments);
  }

  @Test
  void endsCleanlyWhenTheDiskIsFull() throws Exception {
    Path night = night(4, 700, 600);
    Path manifest = folder.resolve("manifest.jsonl");
    try (PackagedCommand command =
        startOnASmallDisk(
            cache(),
            "tile",
            night.toString(),
            "--jobs=1",
            "--no-preflight",
            "--manifest=" + manifest)) {
      assertThat(command.exitCode()).as(command.log()).isEqualTo(ExitCode.FAILED);
      assertThat(command.log()).contains("full").doesNotContain("Exception", "\tat ");
      assertThat(command.log()).doesNotContain(".staging/");
    }
    List<JsonNode> lines = lines(manifest);
    assertThat(statuses(lines)).containsOnlyOnce("failed").contains("built", "skipped");
    assertThat(lines.stream().filter(line -> line.path("status").asText().equals("skipped")))
        .allMatch(line -> line.path("reason").asText().equals("disk_full"));
  }

  @Test
  void foreseesThatTheDiskIsTooSmall() throws Exception {
    Path night = night(4, 700, 600);
    try (PackagedCommand command = startOnASmallDisk(cache(), "tile", night.toString())) {
      assertThat(command.exitCode()).as(command.log()).isEqualTo(ExitCode.REFUSED);
      assertThat(command.log()).doesNotContain(".ome.zarr", "Exception");
    }
  }
}
