package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.tiler.source.FitsFixtures;

/// Signals that a server gets from its operator.
class ServeSignalsIT {

  private static final int TERMINATED = 143;
  private static final int SIDE = 2048;

  /// A picture of 12 MB, more than lies in the buffers of a connection.
  private static final String LARGE =
      "/api?FIF=noise.fits&FMT=png&RGN=1,1:2049,2049"
          + "&MIX=1:1,0,0&MIX=2:0,1,0&MIX=3:0,0,1&MINMAX=1:0,255&MINMAX=2:0,255&MINMAX=3:0,255&GAM=1";

  @TempDir Path folder;
  private Path data;
  private Path configuration;

  @BeforeEach
  void makeFolders() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    configuration = folder.resolve("visiomatic.conf");
    FitsFixtures.ramp(300, 200, 1).writeTo(data.resolve("sky.fits"));
  }

  private RunningServer start(String... options) throws IOException, InterruptedException {
    return RunningServer.start(folder.resolve("cache"), data, options);
  }

  /// A visitor who has the beginning of a large picture and does not take the rest of it yet.
  private Socket slowVisitor(RunningServer server) throws IOException {
    byte[] pixels = new byte[3 * SIDE * SIDE];
    new Random(1).nextBytes(pixels);
    FitsFixtures.bytes(SIDE, SIDE, pixels).writeTo(data.resolve("noise.fits"));
    Socket visitor = new Socket();
    visitor.setReceiveBufferSize(4096);
    visitor.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
    visitor.connect(new InetSocketAddress("localhost", server.port()));
    visitor
        .getOutputStream()
        .write(
            ("GET " + LARGE + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(new String(visitor.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
        .isEqualTo("HTTP/1.1 200 OK");
    return visitor;
  }

  @Test
  void finishesAnswersAndRefusesNewVisitorsWhenTerminated() throws Exception {
    try (RunningServer server = start();
        Socket visitor = slowVisitor(server)) {
      server.command().signal("TERM");
      server.awaitRefusal();
      InputStream in = visitor.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      int end = answer.indexOf("\r\n\r\n");
      Matcher length =
          Pattern.compile("(?i)content-length: (\\d+)").matcher(answer.substring(0, end));
      assertThat(length.find()).isTrue();
      assertThat(answer.length() - end - 4)
          .isEqualTo(Integer.parseInt(length.group(1)))
          .isGreaterThan(11_000_000);
      assertThat(answer).endsWith("IEND\u00aeB`\u0082");
      assertThat(server.command().exitCode()).isEqualTo(TERMINATED);
      assertThat(server.command().log()).doesNotContain("Exception", "SEVERE", "WARN");
    }
  }

  @Test
  void endsAtOnceAtTheSecondSignal() throws Exception {
    try (RunningServer server = start("--shutdown_timeout=600");
        Socket visitor = slowVisitor(server)) {
      server.command().signal("TERM");
      server.awaitRefusal();
      assertThat(server.command().endsWithin(Duration.ofMillis(500)))
          .as("while %s waits", visitor)
          .isFalse();
      server.command().signal("TERM");
      assertThat(server.command().endsWithin(Duration.ofSeconds(10))).isTrue();
      assertThat(server.command().exitCode()).isEqualTo(TERMINATED);
    }
  }

  @Test
  void waitsForSlowVisitorsNoLongerThanItMay() throws Exception {
    try (RunningServer server = start("--shutdown_timeout=1");
        Socket visitor = slowVisitor(server)) {
      server.command().signal("TERM");
      assertThat(server.command().endsWithin(Duration.ofSeconds(15)))
          .as("while %s waits", visitor)
          .isTrue();
      assertThat(server.command().exitCode()).isEqualTo(TERMINATED);
      assertThat(server.command().log()).doesNotContain("Exception", "\tat ");
    }
  }

  @Test
  void isInterrupted() throws Exception {
    try (RunningServer server = start()) {
      assertThat(server.get("/api?FIF=sky.fits&CHAN=1&JTL=0,0").statusCode()).isEqualTo(200);
      server.command().signal("INT");
      assertThat(server.command().exitCode()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(server.command().log()).doesNotContain("Exception", "SEVERE", "WARN");
    }
  }

  @Test
  void readsItsConfigurationAgainAtAHangUpAndKeepsTheOldOneWhenTheNewOneIsWrong() throws Exception {
    Files.writeString(configuration, "[image]\ngamma = 3\n");
    try (RunningServer server = start("--config=" + configuration)) {
      String model = "/api?FIF=sky.fits&INFO";
      assertThat(server.text(model)).contains("\"gamma\":3.0");
      Files.writeString(configuration, "[image]\ngamma = 4\nquality = 50\n");
      server.command().signal("HUP");
      server.command().awaitLine("visiomatic: reloaded, with other gamma, quality.");
      assertThat(server.text(model)).contains("\"gamma\":4.0", "\"quality\":50");
      Files.writeString(configuration, "[image]\ngamma = 4\nquality = much\n");
      server.command().signal("HUP");
      server.command().awaitLine("visiomatic: nothing was reloaded. ");
      assertThat(server.command().log())
          .contains(configuration + ":3", "quality")
          .doesNotContain("Exception");
      assertThat(server.text(model)).contains("\"gamma\":4.0", "\"quality\":50");
      Files.writeString(configuration, "[image]\ngamma = 2\nquality = 50\n");
      server.command().signal("HUP");
      server.command().awaitLine("visiomatic: reloaded, with other gamma.");
      assertThat(server.command().stop()).isEqualTo(TERMINATED);
    }
  }
}
