package org.visiomatic.tiler.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoldenValuesTest {

  @Test
  void hasEveryInputThatItNames() {
    GoldenValues.cases()
        .fieldNames()
        .forEachRemaining(name -> assertThat(GoldenValues.input(name)).exists());
  }
}
