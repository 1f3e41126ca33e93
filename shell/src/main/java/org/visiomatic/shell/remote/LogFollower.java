package org.visiomatic.shell.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.visiomatic.tiler.batch.ByteSize;

/// Prints what a server did of late, and what it does from now on.
public final class LogFollower {

  /// The server sends something each ten seconds, if only an empty line.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final JsonMapper JSON = new JsonMapper();

  private final AdminClient client;
  private final Options options;
  private final PrintWriter out;
  private volatile long heardNanos = System.nanoTime();
  private volatile boolean isSilent;

  /// What a user wants.
  ///
  /// @param lines how many of the entries that are there
  /// @param follow whether to go on with those to come
  /// @param status such as `404` or `5xx`; empty for all
  /// @param slowMillis how long a request must have taken; 0 for any
  /// @param json whether to print JSON
  public record Options(
      int lines, boolean follow, Optional<String> status, int slowMillis, boolean json) {}

  public LogFollower(AdminClient client, Options options, PrintWriter out) {
    this.client = client;
    this.options = options;
    this.out = out;
  }

  /// Prints until there is no more, or this thread is interrupted.
  public void run() throws IOException, InterruptedException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("lines", String.valueOf(options.lines()));
    options.status().ifPresent(status -> query.put("status", status));
    if (options.slowMillis() > 0) {
      query.put("slow", String.valueOf(options.slowMillis()));
    }
    if (options.follow()) {
      query.put("follow", "");
    }
    try (InputStream body = client.stream("log", query)) {
      Thread watch = options.follow() ? Thread.startVirtualThread(() -> watch(body)) : null;
      try {
        print(body);
      } finally {
        if (watch != null) {
          watch.interrupt();
        }
      }
    }
  }

  private void print(InputStream body) throws IOException, InterruptedException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        heardNanos = System.nanoTime();
        if (!line.isBlank()) {
          print(line);
        }
        if (!reader.ready()) {
          out.flush();
        }
      }
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (!isSilent) {
        throw new IOException(
            "The connection to the server at %s has broken (%s).".formatted(client.uri(), e), e);
      }
    } finally {
      out.flush();
    }
    if (isSilent) {
      throw new IOException(
          "The server at %s has said nothing for %d seconds; it may be gone."
              .formatted(client.uri(), PATIENCE.toSeconds()));
    }
  }

  private void print(String line) throws IOException {
    if (options.json()) {
      out.println(line);
      return;
    }
    try {
      out.println(text(JSON.readTree(line)));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "What answers at %s sends a log that is none.".formatted(client.uri()), e);
    }
  }

  static String text(JsonNode entry) {
    String time = entry.path("time").asText();
    return switch (entry.path("type").asText()) {
      case "request" ->
          "%s %s %s %s %s %s %s %s"
              .formatted(
                  time,
                  entry.path("status").asText(),
                  entry.path("kind").asText(),
                  Wording.millis(entry.path("milliseconds").asDouble()).replace(" ", ""),
                  ByteSize.text(entry.path("bytes").asLong()).replace(" ", ""),
                  entry.path("client").asText(),
                  Wording.printable(entry.path("method").asText()),
                  Wording.printable(entry.path("target").asText()));
      case "missed" ->
          "%s --- %s entries came too fast and are left out"
              .formatted(time, Wording.count(entry.path("count")));
      default ->
          "%s --- %s %s"
              .formatted(
                  time,
                  entry.path("level").asText(),
                  Wording.printable(entry.path("message").asText()));
    };
  }

  /// Ends the stream of a server that has vanished without a word.
  private void watch(InputStream body) {
    try {
      while (System.nanoTime() - heardNanos < PATIENCE.toNanos()) {
        Thread.sleep(Duration.ofSeconds(1));
      }
      isSilent = true;
      body.close();
    } catch (InterruptedException e) {
      // The stream has ended by itself.
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      System.getLogger(LogFollower.class.getName())
          .log(System.Logger.Level.DEBUG, "A stream could not be closed.", e);
    }
  }
}
