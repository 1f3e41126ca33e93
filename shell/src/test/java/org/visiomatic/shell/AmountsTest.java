package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.Amounts;

class AmountsTest {

  @ParameterizedTest
  @CsvSource({
    "90s,PT90S",
    "15m,PT15M",
    "12H,PT12H",
    "30d,PT720H",
    "2w,PT336H",
    "1y,PT8760H",
    "1d12h,PT36H"
  })
  void readsAges(String text, String age) {
    assertThat(Amounts.age("--older-than", text)).isEqualTo(Duration.parse(age));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "d", "-1d", "1.5d", "30 d", "1mo", "99999999999d"})
  void refusesWhatIsNoAge(String text) {
    assertThatThrownBy(() -> Amounts.age("--older-than", text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "Option --older-than: '" + text + "' was given, but an age such as");
  }

  @Test
  void readsSizesAndCounts() {
    assertThat(Amounts.bytes("--larger", "500G")).isEqualTo(500L << 30);
    assertThat(Amounts.bytes("--larger", "0")).isZero();
    assertThat(Amounts.count("--keep", "7")).isEqualTo(7);
    assertThatThrownBy(() -> Amounts.bytes("--larger", "-1"))
        .hasMessage(
            "Option --larger: '-1' was given, but a number of bytes such as 500G is needed.");
    assertThatThrownBy(() -> Amounts.count("--keep", "-1"))
        .hasMessage("Option --keep: '-1' was given, but a whole number from 0 is needed.");
  }

  @ParameterizedTest
  @CsvSource({
    "-5,now",
    "0,now",
    "1,1s",
    "59,59s",
    "60,1m",
    "3599,59m",
    "3600,1h",
    "172799,47h",
    "172800,2d",
    "63071999,729d",
    "63072000,2y"
  })
  void showsAgesInTheirLargestUnit(long seconds, String text) {
    assertThat(Amounts.text(Duration.ofSeconds(seconds))).isEqualTo(text);
  }
}
