package org.visiomatic.tiler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzTest {

  @TempDir Path seeds;

  interface SeedWriter {
    void write(Path folder) throws IOException;
  }

  @Test
  void headers() throws Exception {
    fuzz(HeaderTarget.class, Seeds::headers);
  }

  @Test
  void tiles() throws Exception {
    fuzz(TilesTarget.class, folder -> {});
  }

  @Test
  void files() throws Exception {
    fuzz(FitsFileTarget.class, Seeds::files);
  }

  private void fuzz(Class<?> target, SeedWriter writer) throws Exception {
    Path folder =
        Files.createDirectories(
            Path.of(System.getProperty("basedir", "."), "target/fuzz/" + target.getSimpleName()));
    writer.write(seeds);
    Fuzzing.Outcome outcome =
        new Fuzzing(target, folder).run(Integer.getInteger("fuzz.seconds", 8), List.of(seeds));
    assertThat(outcome.clean()).as(outcome.output()).isTrue();
  }
}
