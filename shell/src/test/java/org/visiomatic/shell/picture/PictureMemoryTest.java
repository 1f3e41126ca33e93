package org.visiomatic.shell.picture;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.visiomatic.shell.config.ConfigurationException;

class PictureMemoryTest {

  @Test
  void refusesAPictureThatTheProgramHasNoMemoryFor() {
    assertThatCode(() -> PictureMemory.demand(8192, 4096, 384L << 20, 384L << 20))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> PictureMemory.demand(8192, 4096, 384L << 20, 187L << 20))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "A picture of 8192 × 4096 pixels may need 384 MiB of memory, but the program has 187 MiB; ask for a smaller region or a higher --bin, or give it more with VISIOMATIC_JAVA_OPTIONS=-Xmx576m.");
  }
}
