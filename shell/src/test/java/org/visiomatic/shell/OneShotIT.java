package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.demo.SyntheticSky;
import org.visiomatic.tiler.golden.GoldenValues;

/// The packaged command on an image, as a user meets it.
class OneShotIT {

  private static final int TERMINATED = 143;

  @TempDir Path folder;

  private PackagedCommand start(String... arguments) throws IOException {
    return PackagedCommand.start(folder.resolve("cache"), arguments);
  }

  private static JsonNode info(String page) throws IOException {
    try (InputStream answer = URI.create(page + "api?INFO=").toURL().openStream()) {
      return new ObjectMapper().readTree(answer);
    }
  }

  @Test
  void showsAnImageAndStopsWhenAsked() throws Exception {
    Path image = GoldenValues.input("ramp_xy.fits");
    try (PackagedCommand command = start("--port=0", "--no_browser", image.toString())) {
      JsonNode info = info(command.awaitPage());
      assertThat(info.path("image_name").asText()).isEqualTo("ramp_xy.fits");
      assertThat(info.path("full_size").toString()).isEqualTo("[600,520]");
      assertThat(command.stop()).isEqualTo(TERMINATED);
      assertThat(command.log()).contains("showing").doesNotContain("Exception");
    }
  }

  @Test
  void takesTheExtensionThatIsNamed() throws Exception {
    Path image = GoldenValues.input("mosaic_2x2.fits");
    try (PackagedCommand command =
        start("--port=0", "--no_browser", "--extension", "CCD2", image.toString())) {
      JsonNode info = info(command.awaitPage());
      assertThat(info.path("images")).hasSize(1);
      assertThat(info.path("full_size").toString()).isEqualTo("[100,80]");
    }
  }

  @Test
  void saysWhatIsWrongWithAFileAndLeavesNothing() throws Exception {
    Path image = GoldenValues.input("bad_truncated.fits");
    try (PackagedCommand command = start("--port=0", "--no_browser", image.toString())) {
      assertThat(command.exitCode()).isEqualTo(ExitCode.NO_INPUT);
      assertThat(command.log()).contains("bad_truncated.fits").doesNotContain("Exception", "\tat ");
      assertThat(cacheEntries()).isEmpty();
    }
  }

  @Test
  void saysThatThePortIsTaken() throws Exception {
    Path image = GoldenValues.input("ramp_xy.fits");
    try (ServerSocket taken = new ServerSocket(0);
        PackagedCommand command =
            start(
                "--host=0.0.0.0",
                "--port=" + taken.getLocalPort(),
                "--no_browser",
                image.toString())) {
      assertThatThrownBy(command::awaitPage).hasMessageContaining("code " + ExitCode.FAILED);
      assertThat(command.log())
          .contains(String.valueOf(taken.getLocalPort()))
          .doesNotContain("Exception:", "\tat ");
    }
  }

  @Test
  void leavesNothingHalfDoneWhenStoppedWhileCaching() throws Exception {
    Path image = folder.resolve("sky.fits");
    new SyntheticSky(4000, 3000, 3).write(image);
    try (PackagedCommand command = start("--port=0", "--no_browser", image.toString())) {
      command.awaitLine("caching sky.fits");
      command.stop();
    }
    // Stopped in the middle or just after the end: a whole pyramid or none.
    List<String> entries = cacheEntries();
    assertThat(entries).allMatch(name -> name.endsWith(".ome.zarr"));
    try (PackagedCommand command = start("--port=0", "--no_browser", image.toString())) {
      assertThat(info(command.awaitPage()).path("channels").asInt()).isEqualTo(3);
    }
  }

  @Test
  void survivesBeingKilledWhileCaching() throws Exception {
    Path image = folder.resolve("sky.fits");
    new SyntheticSky(4000, 3000, 3).write(image);
    try (PackagedCommand command = start("--port=0", "--no_browser", image.toString())) {
      command.awaitLine("caching sky.fits");
      command.kill();
    }
    assertThat(cacheEntries()).allMatch(name -> name.endsWith(".ome.zarr"));
    try (PackagedCommand command = start("--port=0", "--no_browser", image.toString())) {
      assertThat(info(command.awaitPage()).path("channels").asInt()).isEqualTo(3);
    }
    assertThat(staging()).as("what the killed process left behind").isEmpty();
  }

  /// What a user would find in the cache folder.
  private List<String> cacheEntries() throws IOException {
    return names(folder.resolve("cache")).stream().filter(name -> !name.startsWith(".")).toList();
  }

  private List<String> staging() throws IOException {
    return names(folder.resolve("cache/.staging"));
  }

  private static List<String> names(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
