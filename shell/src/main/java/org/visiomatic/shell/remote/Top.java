package org.visiomatic.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.visiomatic.shell.console.Surroundings;

/// Shows again and again what a server is doing: redrawn in place on a terminal, one block after
/// the other elsewhere.
public final class Top {

  /// How often it is seen whether a key was pressed.
  private static final Duration KEYS = Duration.ofMillis(50);

  private static final String ENTER = "\033[?1049h\033[?25l";
  private static final String LEAVE = "\033[?25h\033[?1049l";
  private static final String HOME = "\033[H";
  private static final String END_OF_LINE = "\033[K";
  private static final String REST = "\033[J";

  private final AdminClient client;
  private final Options options;
  private final Surroundings surroundings;
  private final boolean isLive;
  private @Nullable JsonNode before;

  /// What a user wants.
  ///
  /// @param interval from one look to the next
  /// @param count how many looks; 0 for as many as there is time
  /// @param json whether to print JSON
  public record Options(Duration interval, int count, boolean json) {}

  public Top(AdminClient client, Options options, Surroundings surroundings) {
    this.client = client;
    this.options = options;
    this.surroundings = surroundings;
    isLive = surroundings.screen().isTerminal() && !options.json() && options.count() != 1;
  }

  /// Looks until that was often enough, the user types `q`, or this thread is interrupted.
  public void run() throws IOException, InterruptedException {
    // A server that cannot be asked at all is worth more than an empty screen.
    Glance glance = look();
    PrintWriter out = surroundings.out();
    if (!isLive) {
      show(glance);
      for (int looks = 1; options.count() == 0 || looks < options.count(); looks++) {
        Thread.sleep(options.interval());
        show(look());
      }
      return;
    }
    out.print(ENTER);
    try {
      draw(GlanceText.lines(glance, surroundings.screen().columns()));
      for (int looks = 1; options.count() == 0 || looks < options.count(); looks++) {
        if (pause()) {
          return;
        }
        redraw();
      }
    } finally {
      out.print(LEAVE);
      out.flush();
    }
  }

  private Glance look() throws IOException, InterruptedException {
    JsonNode now = client.get("stats");
    Glance glance = Glance.of(client.uri(), now, before, Instant.now());
    before = now;
    return glance;
  }

  private void show(Glance glance) {
    PrintWriter out = surroundings.out();
    if (options.json()) {
      out.println(glance.json());
    } else {
      GlanceText.lines(glance, Integer.MAX_VALUE).forEach(out::println);
      if (options.count() != 1) {
        out.println();
      }
    }
    out.flush();
  }

  /// A server that is restarted will be there again.
  private void redraw() throws InterruptedException {
    int columns = surroundings.screen().columns();
    try {
      draw(GlanceText.lines(look(), columns));
    } catch (IOException e) {
      draw(List.of(Wording.cut(String.valueOf(e.getMessage()), columns)));
    }
  }

  private void draw(List<String> lines) {
    StringBuilder text = new StringBuilder(HOME);
    int rows = Math.max(1, surroundings.screen().rows() - 1);
    lines.stream()
        .limit(rows)
        .forEach(line -> text.append(line).append(END_OF_LINE).append("\r\n"));
    surroundings.out().print(text.append(REST));
    surroundings.out().flush();
  }

  /// Waits for the next look.
  ///
  /// @return whether the user has had enough
  private boolean pause() throws InterruptedException {
    long end = System.nanoTime() + options.interval().toNanos();
    while (System.nanoTime() < end) {
      if (isQuitTyped()) {
        return true;
      }
      Thread.sleep(Duration.ofNanos(Math.clamp(end - System.nanoTime(), 0, KEYS.toNanos())));
    }
    return false;
  }

  private boolean isQuitTyped() {
    InputStream keys = surroundings.in();
    try {
      while (keys.available() > 0) {
        int key = keys.read();
        if (key == 'q' || key == 'Q') {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      // No keys can be read here; ^C ends it all the same.
      return false;
    }
  }
}
