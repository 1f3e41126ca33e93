package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webserver.WebServer;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.serve.AddressRange;

/// What is believed of what proxies tell.
class ProxiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "-",
      value = {
        // headers | client, prefix
        "-|127.0.0.1 ",
        "X-Forwarded-For: 9.9.9.9|9.9.9.9 ",
        "X-Forwarded-For: 6.6.6.6, 9.9.9.9|9.9.9.9 ",
        "X-Forwarded-For: 6.6.6.6, 9.9.9.9, 10.1.2.3|9.9.9.9 ",
        "X-Forwarded-For: 10.9.9.9, 10.1.2.3|10.9.9.9 ",
        "X-Forwarded-For: unknown|127.0.0.1 ",
        "X-Forwarded-For: [2001:db8::1]:443|2001:db8:0:0:0:0:0:1 ",
        "X-Forwarded-For: 9.9.9.9:1234~X-Forwarded-Proto: https|9.9.9.9 ",
        "X-Forwarded-Proto: https~X-Forwarded-Host: a.example:444|127.0.0.1 ",
        "Forwarded: for=6.6.6.6~X-Forwarded-Proto: https|127.0.0.1 ",
        "Forwarded: for=6.6.6.6~X-Forwarded-Host: a.example|127.0.0.1 ",
        "X-Forwarded-Prefix: /vis/|127.0.0.1 /vis",
        "X-Forwarded-Prefix: //evil.example|127.0.0.1 ",
        "X-Forwarded-Prefix: /a b|127.0.0.1 ",
        "Forwarded: for=9.9.9.9;proto=https;host=a.example|9.9.9.9 ",
        "Forwarded: For=\"[2001:db8::1]:80\"; Proto=HTTPS|2001:db8:0:0:0:0:0:1 ",
        "Forwarded: for=6.6.6.6;host=evil.example, for=9.9.9.9;host=a.example|9.9.9.9 ",
        "Forwarded: for=9.9.9.9;host=a.example, for=10.0.0.1;host=b|9.9.9.9 ",
        "Forwarded: for=_hidden, for=\"_a,b\";proto=https|127.0.0.1 ",
        "Forwarded: for=6.6.6.6~X-Forwarded-For: 9.9.9.9|9.9.9.9 ",
        "Forwarded: ;;==,\"|127.0.0.1 ",
      })
  void believesTrustedProxiesOnly(String headers, String arrival) {
    String[] sent =
        headers == null
            ? new String[0]
            : Arrays.stream(headers.split("~"))
                .flatMap(header -> Stream.of(header.split(": ", 2)))
                .toArray(String[]::new);
    List<AddressRange> local = ranges("127.0.0.0/8", "::1", "10.0.0.0/8");
    assertThat(ask(local, sent)).isEqualTo(arrival);
    if (sent.length > 0) {
      assertThat(ask(ranges("10.0.0.0/8"), sent)).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void knowsRangesOfAddresses() {
    assertThat(contains("10.0.0.0/8", "10.255.0.1")).isTrue();
    assertThat(contains("10.0.0.0/8", "11.0.0.1")).isFalse();
    assertThat(contains("192.168.4.0/22", "192.168.7.255")).isTrue();
    assertThat(contains("192.168.4.0/22", "192.168.8.0")).isFalse();
    assertThat(contains("192.0.2.1", "192.0.2.1")).isTrue();
    assertThat(contains("192.0.2.1", "192.0.2.2")).isFalse();
    assertThat(contains("0.0.0.0/0", "8.8.8.8")).isTrue();
    assertThat(contains("0.0.0.0/0", "::1")).isFalse();
    assertThat(contains("2001:db8::/33", "2001:db8:7fff::1")).isTrue();
    assertThat(contains("2001:db8::/33", "2001:db8:8000::1")).isFalse();
    for (String nonsense : List.of("localhost", "10.0.0.0/33", "10.0.0.0/", "", "1.2.3.4/-1")) {
      assertThatThrownBy(() -> AddressRange.of(nonsense))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot be trusted");
    }
  }

  private static boolean contains(String range, String address) {
    return AddressRange.of(range).contains(InetAddress.ofLiteral(address));
  }

  private static List<AddressRange> ranges(String... texts) {
    return Arrays.stream(texts).map(AddressRange::of).toList();
  }

  /// What a server that trusts such proxies takes a request for.
  private static String ask(List<AddressRange> trusted, String... headers) {
    Proxies proxies = new Proxies(trusted);
    WebServer server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .routing(
                routing ->
                    routing.any(
                        (request, response) -> {
                          Arrival arrival = proxies.arrival(request);
                          response.send(arrival.client() + ' ' + arrival.prefix().orElse(""));
                        }))
            .build()
            .start();
    try (Browser browser = new Browser(URI.create("http://127.0.0.1:" + server.port()))) {
      return Browser.text(browser.get("/", headers)).strip();
    } finally {
      server.stop();
    }
  }
}
