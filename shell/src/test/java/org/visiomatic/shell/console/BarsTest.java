package org.visiomatic.shell.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarsTest {

  private static final List<Long> COUNTS = List.of(0L, 1L, 2L, 5L, 800L, 1600L);

  @Test
  void drawsTheLargestCountAsLongAsThereIsRoom() {
    Bars bars = Bars.of(COUNTS, false);

    assertThat(bars.lying(1600, 10)).isEqualTo("██████████");
    assertThat(bars.lying(800, 10)).isEqualTo("█████");
    assertThat(bars.lying(0, 10)).isEmpty();
  }

  @Test
  void isExactToAnEighthOfACharacter() {
    assertThat(new Bars(16, false).lying(3, 2)).isEqualTo("▍");
    assertThat(new Bars(16, false).lying(13, 2)).isEqualTo("█▋");
  }

  @Test
  void showsEvenTheRarestValue() {
    assertThat(Bars.of(COUNTS, false).lying(1, 10)).isEqualTo("▏");
    assertThat(Bars.of(COUNTS, false).standing(COUNTS)).isEqualTo(" ▁▁▁▄█");
  }

  @Test
  void showsRareValuesBesideFrequentOnesByTheirLogarithms() {
    assertThat(Bars.of(COUNTS, true).standing(COUNTS)).isEqualTo(" ▁▁▂▇█");
  }

  @Test
  void standAsHighAsWanted() {
    assertThat(Bars.of(List.of(0L, 1L, 4L, 8L), false).standing(List.of(0L, 1L, 4L, 8L), 2))
        .containsExactly("   █", " ▂██");
    assertThat(Bars.of(List.of(1L, 1000L), false).standing(List.of(1L, 1000L), 3))
        .containsExactly(" █", " █", "▁█");
  }

  @Test
  void drawsNothingOfNothing() {
    assertThat(Bars.of(List.of(), true).standing(List.of())).isEmpty();
    assertThat(Bars.of(List.of(0L, 0L), true).standing(List.of(0L, 0L))).isEqualTo("  ");
  }

  @Test
  void refusesACountBelowNothing() {
    assertThatThrownBy(() -> new Bars(-1, false)).hasMessageContaining("-1");
  }
}
