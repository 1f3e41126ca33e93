package org.visiomatic.tiler.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

  private static final List<BatchInput> INPUTS =
      IntStream.range(0, 1000)
          .<BatchInput>mapToObj(
              i -> new BatchInput.Image("n" + i, Path.of("/data/n" + i + ".fits"), true))
          .toList();

  @Test
  void putsEveryInputIntoExactlyOneShareOfAboutTheSameSize() {
    List<Shard> shares = IntStream.rangeClosed(1, 7).mapToObj(i -> new Shard(i, 7)).toList();
    for (BatchInput input : INPUTS) {
      assertThat(shares).filteredOn(share -> share.contains(input)).hasSize(1);
    }
    for (Shard share : shares) {
      assertThat(INPUTS.stream().filter(share::contains).count()).isBetween(100L, 190L);
    }
  }

  @Test
  void splitsAsDocumented() {
    // The SHA-256 of the path begins with b5a6d30da2f5f55d, which is 2 modulo 7.
    BatchInput input = new BatchInput.Image("α", Path.of("/data/night 1/α.fits"), true);
    assertThat(Shard.parse("3/7").contains(input)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/3", "4/3", "1", "a/b", "1/0", "-1/3", "1/2/3"})
  void refusesWhatIsNoShare(String text) {
    assertThatThrownBy(() -> Shard.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("i/n");
  }
}
