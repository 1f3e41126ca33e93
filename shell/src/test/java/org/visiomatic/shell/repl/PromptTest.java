package org.visiomatic.shell.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PromptTest {

  private static final long GIB = 1L << 30;

  private static Prompt prompt(String folder, long images, long bytes, long mostBytes) {
    return new Prompt(
        Path.of(folder), OptionalLong.of(images), 100, OptionalLong.of(bytes), mostBytes, "");
  }

  @Test
  void countsImagesWhereBytesHaveNoLimit() {
    assertThat(prompt("/c", 12, 5 * GIB, Long.MAX_VALUE).fill()).isEqualTo("12/100 images (12 %)");
  }

  @Test
  void tellsOfTheLimitThatIsNearest() {
    assertThat(prompt("/c", 12, 400 * GIB, 500 * GIB).fill()).isEqualTo("400 GiB/500 GiB (80 %)");
    assertThat(prompt("/c", 95, 400 * GIB, 500 * GIB).fill()).isEqualTo("95/100 images (95 %)");
  }

  @Test
  void warnsWhenALimitIsNear() {
    assertThat(prompt("/c", 12, 449 * GIB, 500 * GIB).isNearlyFull()).isFalse();
    assertThat(prompt("/c", 12, 450 * GIB, 500 * GIB).isNearlyFull()).isTrue();
    assertThat(prompt("/c", 90, 1, Long.MAX_VALUE).isNearlyFull()).isTrue();
  }

  @Test
  void saysNothingOfWhatIsNotKnown() {
    Prompt unknown =
        new Prompt(
            Path.of("/c"), OptionalLong.empty(), 100, OptionalLong.empty(), Long.MAX_VALUE, "");
    assertThat(unknown.fill()).isEmpty();
    assertThat(unknown.isNearlyFull()).isFalse();
  }

  @Test
  void shortensThePlace() {
    String home = System.getProperty("user.home");
    assertThat(prompt(home + "/.cache/visiomatic", 0, 0, 1).place())
        .isEqualTo("~/.cache/visiomatic");
    assertThat(prompt("/data/observatory/archive/of/many/visiomatic", 0, 0, 1).place())
        .isEqualTo("/…/visiomatic");
    assertThat(prompt(home + "/data/observatory/archive/of/many/visiomatic", 0, 0, 1).place())
        .isEqualTo("~/…/visiomatic");
  }
}
