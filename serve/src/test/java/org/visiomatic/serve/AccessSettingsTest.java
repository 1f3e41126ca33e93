package org.visiomatic.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "*, *",
    "https://a.example, https://a.example",
    "https://Portal.Example, https://portal.example",
    "HTTPS://a.example, https://a.example",
    "https://a.example:443, https://a.example",
    "http://a.example:80, http://a.example",
    "https://a.example:80, https://a.example:80",
    "http://localhost:08888, http://localhost:8888",
    "http://[::1]:8888, http://[::1]:8888",
    "https://xn--bcher-kva.example, https://xn--bcher-kva.example"
  })
  void spellsOriginsAsBrowsersDo(String given, String spelled) {
    assertThat(AccessSettings.defaults().withCorsOrigins(List.of(given)).corsOrigins())
        .containsExactly(spelled);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example/",
        "https://a.example/portal",
        "https://a.example?x",
        "https://a.example#x",
        "https://me@a.example",
        "https://me:secret@a.example",
        "https://a.example:",
        "https://a.example:65536",
        "https://a.example:x",
        "https://*.example",
        "https://",
        "https://a..example",
        "ftp://a.example",
        "a.example",
        "null"
      })
  void refusesWhatNoBrowserSendsAsAnOrigin(String given) {
    assertThatThrownBy(() -> AccessSettings.defaults().withCorsOrigins(List.of(given)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The origin \"" + given + "\" cannot be allowed")
        .hasMessageEndingWith(".");
  }
}
