package org.visiomatic.tiler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is in a file, reading it gives pixels or one sentence. A few seconds for each target;
/// `-Dfuzz.seconds` gives more, see `docs/contributing.md`.
class FuzzTest {

  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 5);
  private static final Path PROJECT = Path.of(System.getProperty("basedir", "."));

  @TempDir Path seeds;
  @TempDir Path temporary;

  @Test
  void headersGivePixelsOrASentence() throws Exception {
    Seeds.headers(seeds);
    fuzz(HeaderTarget.class);
  }

  @Test
  void compressedTilesGivePixelsOrASentence() throws Exception {
    Seeds.tiles(seeds);
    fuzz(TilesTarget.class);
  }

  @Test
  void wholeFilesGivePixelsOrASentence() throws Exception {
    Seeds.files(seeds);
    fuzz(FitsFileTarget.class);
  }

  @Test
  void pyramidsGivePixelsOrASentence() throws Exception {
    SmallPyramid.in(temporary).writeTo(seeds);
    fuzz(PyramidTarget.class);
  }

  private void fuzz(Class<?> target) throws Exception {
    String name = target.getSimpleName();
    Path folder = Files.createDirectories(PROJECT.resolve("target/fuzz").resolve(name));
    Fuzzing.Outcome outcome = new Fuzzing(target, folder, temporary).run(SECONDS, corpus(name));
    assertThat(outcome.clean())
        .as("the fuzzer found something, which is kept in %s:%n%s", folder, outcome.output())
        .isTrue();
    // A fuzzer that does not reach the code finds nothing either.
    assertThat(outcome.covered()).as(outcome.output()).isGreaterThan(200);
  }

  /// Good inputs, and those that have been trouble once.
  private List<Path> corpus(String target) throws IOException {
    List<Path> corpus = new ArrayList<>(List.of(seeds));
    Path kept = PROJECT.resolve("src/test/resources/fuzz").resolve(target);
    if (Files.isDirectory(kept)) {
      corpus.add(kept);
    }
    return corpus;
  }
}
