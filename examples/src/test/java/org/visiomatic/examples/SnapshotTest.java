package org.visiomatic.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {

  @TempDir Path folder;

  @Test
  void makesAPictureOfTheSyntheticSky() throws IOException, InterruptedException {
    Path output = folder.resolve("snapshot.jpg");
    Path log = folder.resolve("run.log");
    ProcessBuilder run =
        new ProcessBuilder("bash", "snapshot/run.sh", "", output.toString())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()));
    run.environment().put("VISIOMATIC", PackagedCommand.in(folder).toString());
    run.environment().put("VISIOMATIC_CACHE_DIR", folder.resolve("cache").toString());
    Process process = run.start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();

    BufferedImage picture = ImageIO.read(output.toFile());
    assertThat(picture.getWidth()).isBetween(500, 1000);
    assertThat(picture.getRaster().getNumBands()).isEqualTo(3);
  }
}
