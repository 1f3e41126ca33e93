package org.visiomatic.shell;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The packaged command, running in a process of its own with a cache of its own; stopped when
/// closed.
final class PackagedCommand implements AutoCloseable {

  private static final Pattern SHOWING = Pattern.compile("showing .* at (http://\\S+)");

  private static final Pattern SERVING = Pattern.compile("serving .* at http://[^:]+:(\\d+)");

  private final Process process;
  private final Path log;

  private PackagedCommand(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /// Starts the command.
  ///
  /// @param cache folder of its cache; its log stands beside it
  /// @param arguments the name of a subcommand first, if there is one
  static PackagedCommand start(Path cache, String... arguments) throws IOException {
    return launch(cache, line(cache, arguments));
  }

  /// Starts the command by way of a shell that first does something else.
  ///
  /// @param shell lines for `sh`, in which `"$@"` is the command
  static PackagedCommand startAfter(String shell, Path cache, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>(List.of("sh", "-c", shell, "sh"));
    line.addAll(line(cache, arguments));
    return launch(cache, line);
  }

  /// The line that starts it.
  static List<String> line(Path cache, String... arguments) throws IOException {
    Path jar = Path.of("target/dist/visiomatic.jar").toAbsolutePath();
    if (!Files.exists(jar)) {
      throw new IOException("There is no " + jar + "; this test runs after packaging.");
    }
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString()));
    line.addAll(List.of(arguments));
    line.add("--cache_dir=" + cache);
    return line;
  }

  private static PackagedCommand launch(Path cache, List<String> line) throws IOException {
    // Several may share a cache.
    Path log = Files.createTempFile(cache.getParent(), "command", ".log");
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(log.toFile())
            .start();
    return new PackagedCommand(process, log);
  }

  /// The address that it shows an image at; waits until it says so.
  String awaitPage() throws IOException, InterruptedException {
    return await(SHOWING).group(1);
  }

  /// The port at which it serves a folder; waits until it says so.
  int awaitPort() throws IOException, InterruptedException {
    return Integer.parseInt(await(SERVING).group(1));
  }

  /// Waits until it says something that contains a text.
  void awaitLine(String text) throws IOException, InterruptedException {
    await(Pattern.compile(Pattern.quote(text)));
  }

  private Matcher await(Pattern line) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (System.nanoTime() < end) {
      Matcher said = line.matcher(log());
      if (said.find()) {
        return said;
      }
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new IOException("The command ended with code " + process.exitValue() + ":\n" + log());
      }
    }
    throw new IOException("The command did not say '" + line + "' in time:\n" + log());
  }

  /// Waits for its end.
  int exitCode() throws InterruptedException, TimeoutException {
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new TimeoutException("The command did not end within a minute.");
    }
    return process.exitValue();
  }

  /// Waits for its end, but not for longer than that.
  ///
  /// @return whether it has ended
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Ends it as a power cut would.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Its number.
  long pid() {
    return process.pid();
  }

  /// Sends it a signal.
  ///
  /// @param name such as `HUP`
  void signal(String name) throws IOException, InterruptedException {
    String[] line = {"kill", "-" + name, Long.toString(pid())};
    if (new ProcessBuilder(line).start().waitFor() != 0) {
      throw new IOException("The signal " + name + " could not be sent.");
    }
  }

  /// What it has said so far.
  String log() throws IOException {
    return Files.readString(log);
  }

  /// Asks it to stop, as `^C` does.
  ///
  /// @return its exit code
  int stop() throws InterruptedException, TimeoutException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new TimeoutException("The command did not stop within 20 seconds.");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
