package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The packaged command as a server of a folder, and a visitor of it.
final class RunningServer implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final PackagedCommand command;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningServer(PackagedCommand command) throws IOException, InterruptedException {
    this.command = command;
    this.port = command.awaitPort();
  }

  /// Starts a server; it listens when this returns.
  static RunningServer start(Path cache, Path data, String... options)
      throws IOException, InterruptedException {
    return startAfter("exec \"$@\"", cache, data, options);
  }

  /// Starts one by way of a shell that first does something else, and then becomes the server.
  ///
  /// @param shell lines for `sh`, in which `"$@"` is the command
  static RunningServer startAfter(String shell, Path cache, Path data, String... options)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("serve", "--port=0", "--extra_dir=" + data));
    line.add("--data_dir=" + data);
    line.addAll(List.of(options));
    PackagedCommand command = PackagedCommand.startAfter(shell, cache, line.toArray(String[]::new));
    try {
      return new RunningServer(command);
    } catch (IOException | InterruptedException e) {
      command.close();
      throw e;
    }
  }

  PackagedCommand command() {
    return command;
  }

  int port() {
    return port;
  }

  /// Asks for an address without waiting for the answer.
  CompletableFuture<HttpResponse<byte[]>> ask(String address) {
    URI uri = URI.create("http://localhost:" + port + address);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(LONGEST).build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> get(String address) {
    return ask(address).join();
  }

  String text(String address) {
    return new String(get(address).body(), StandardCharsets.UTF_8);
  }

  /// A sample of its metrics.
  double metric(String name) {
    Matcher line =
        Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$").matcher(text("/metrics"));
    if (!line.find()) {
      throw new AssertionError("There is no metric " + name + ".");
    }
    return Double.parseDouble(line.group(1));
  }

  /// Waits until it accepts no connections any more.
  void awaitRefusal() throws IOException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < end) {
      try (Socket visitor = new Socket("localhost", port)) {
        assertThat(visitor.isConnected()).isTrue();
      } catch (SocketException e) {
        return;
      }
    }
    throw new AssertionError("The server still accepts connections.");
  }

  @Override
  public void close() {
    client.close();
    command.close();
  }
}
