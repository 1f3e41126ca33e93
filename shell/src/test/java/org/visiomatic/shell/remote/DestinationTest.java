package org.visiomatic.shell.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationTest {

  private static final Secret TOKEN = new Secret(Optional.of("0123456789abcdef"), "a test");

  @ParameterizedTest
  @CsvSource({
    "http://telescope.example:8010/, true",
    "http://192.0.2.7:8010/, true",
    "https://telescope.example/, false",
    "http://localhost:8010/, false",
    "http://127.0.0.1:8010/, false",
    "http://[::1]:8010/, false"
  })
  void tokensAreExposedOnTheWayToOtherMachinesOnly(URI uri, boolean isExposed) {
    assertThat(new Destination(uri, TOKEN).isExposed()).isEqualTo(isExposed);
  }

  @Test
  void nothingIsExposedWithoutAToken() {
    Secret none = new Secret(Optional.empty(), "nowhere");
    URI uri = URI.create("http://telescope.example:8010/");
    assertThat(new Destination(uri, none).isExposed()).isFalse();
  }
}
