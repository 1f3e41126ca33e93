package org.visiomatic.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A real terminal that nobody looks at: keys are sent to it, and its screen is read.
final class Tmux implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Path socket;

  private Tmux(Path socket) {
    this.socket = socket;
  }

  /// Whether the program is on the path.
  static boolean isThere() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tmux")));
  }

  /// Runs a command on a terminal of 160 columns and 30 rows, which stays when the command has
  /// ended and then shows its exit code.
  ///
  /// @param folder for what it needs itself
  /// @param variables for the environment, such as `TERM=dumb`
  static Tmux start(Path folder, List<String> variables, List<String> command)
      throws IOException, InterruptedException {
    Path socket = Files.createTempDirectory(folder, "tmux").resolve("socket");
    Tmux tmux = new Tmux(socket);
    List<String> line =
        new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d", "-x", "160", "-y", "30"));
    line.addAll(
        List.of("sh", "-c", "trap : INT; \"$@\"; echo \"ended with $?\"; cat", "sh", "env"));
    line.addAll(variables);
    line.addAll(command);
    tmux.tmux(line.toArray(String[]::new));
    return tmux;
  }

  /// Types text.
  void type(String text) throws IOException, InterruptedException {
    tmux("send-keys", "-l", "--", text);
  }

  /// Presses keys, such as `Enter`, `Tab` or `C-c`.
  void press(String... keys) throws IOException, InterruptedException {
    tmux(Stream.concat(Stream.of("send-keys"), Stream.of(keys)).toArray(String[]::new));
  }

  /// What is on the screen, without blanks at the ends of lines.
  String screen() throws IOException, InterruptedException {
    return tmux("capture-pane", "-p").replaceAll("(?m) +$", "").strip();
  }

  /// What is on the screen, with the signs that colour it.
  String screenWithColours() throws IOException, InterruptedException {
    return tmux("capture-pane", "-p", "-e");
  }

  /// Sends a signal to the command.
  ///
  /// @param name such as `TERM`
  void signal(String name) throws IOException, InterruptedException {
    long command = parent().children().findFirst().orElseThrow().pid();
    new ProcessBuilder("kill", "-" + name, Long.toString(command)).inheritIO().start().waitFor();
  }

  /// The process whose child is the command.
  private ProcessHandle parent() throws IOException, InterruptedException {
    long pid = Long.parseLong(tmux("display-message", "-p", "#{pane_pid}").strip());
    return ProcessHandle.of(pid).orElseThrow();
  }

  /// Waits until the screen shows a text.
  ///
  /// @return the screen
  String await(String text) throws IOException, InterruptedException {
    return await(screen -> screen.contains(text), "'" + text + "'");
  }

  /// Waits until the screen shows a pattern.
  ///
  /// @return the screen
  String awaitMatch(String pattern) throws IOException, InterruptedException {
    Pattern compiled = Pattern.compile(pattern, Pattern.DOTALL);
    return await(screen -> compiled.matcher(screen).find(), "what fits '" + pattern + "'");
  }

  private String await(Predicate<String> condition, String wanted)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String screen = screen();
    while (!condition.test(screen)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("The screen does not show " + wanted + ":\n" + screen);
      }
      // Looking all the time would slow down what is looked at.
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      screen = screen();
    }
    return screen;
  }

  private String tmux(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
    line.addAll(List.of(words));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("tmux " + List.of(words) + " failed: " + said);
    }
    return said;
  }

  /// Takes the terminal away, and waits until the command has seen to what that asks for: a shell
  /// keeps its history then.
  @Override
  public void close() throws IOException {
    try {
      List<ProcessHandle> left = parent().descendants().toList();
      tmux("kill-server");
      for (ProcessHandle process : left) {
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The terminal was left behind, as its test was interrupted.", e);
    }
  }
}
