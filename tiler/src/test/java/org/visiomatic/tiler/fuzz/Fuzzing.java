package org.visiomatic.tiler.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A fuzzer at work on one target, in a process of its own: what exhausts the memory or ends the
/// virtual machine is a finding like any other.
final class Fuzzing {

  /// Small, so that whatever is allocated by what a file claims is found out.
  private static final String HEAP = "-Xmx160m";

  /// Loops over tables and pixels, where watching each step finds nothing and takes all the time.
  private static final String PIXEL_LOOPS =
      "org.visiomatic.tiler.fits.S*:org.visiomatic.tiler.fuzz.**:org.visiomatic.tiler.source.**";

  private static final Pattern NEEDED =
      Pattern.compile("/(jazzer|nom-tam-fits|commons-|xz|zstd-jni|jackson|jspecify)[^/]*$");

  private static final int SECONDS_PER_INPUT = 25;

  private final Class<?> target;
  private final Path folder;
  private final Path temporary;

  /// @param target has a method `fuzzerTestOneInput`
  /// @param folder for what the fuzzer learns, kept from run to run
  /// @param temporary for files of the target
  Fuzzing(Class<?> target, Path folder, Path temporary) {
    this.target = target;
    this.folder = folder;
    this.temporary = temporary;
  }

  /// What a run said, and how it ended.
  ///
  /// @param clean whether nothing was found
  record Outcome(boolean clean, String output) {

    private static final Pattern COVERED = Pattern.compile("cov: (\\d+)");

    /// How many branches of the code were reached.
    int covered() {
      return COVERED
          .matcher(output)
          .results()
          .mapToInt(found -> Integer.parseInt(found.group(1)))
          .max()
          .orElse(0);
    }
  }

  /// Fuzzes for some time, or until something is found.
  ///
  /// @param corpus inputs to begin with
  Outcome run(int seconds, List<Path> corpus) throws IOException, InterruptedException {
    Path learned = Files.createDirectories(folder.resolve("corpus"));
    Path findings = Files.createDirectories(folder.resolve("findings"));
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>(java(temporary));
    command.addAll(
        List.of(
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + target.getName(),
            "--instrumentation_includes=org.visiomatic.**:nom.tam.**",
            "--instrumentation_excludes=" + PIXEL_LOOPS,
            "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.*",
            "--reproducer_path=" + findings,
            "-max_total_time=" + seconds,
            "-timeout=" + SECONDS_PER_INPUT,
            "-max_len=16384",
            "-len_control=0",
            "-rss_limit_mb=0",
            "-artifact_prefix=" + findings + "/",
            "-dict=" + dictionary(),
            learned.toString()));
    corpus.forEach(path -> command.add(path.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      // The fuzzer ends by itself; this is for one that does not.
      if (!process.waitFor(seconds + 120L, TimeUnit.SECONDS)) {
        throw new AssertionError("The fuzzer of " + target.getName() + " does not end.");
      }
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(process.exitValue() == 0, Files.readString(output));
  }

  private static List<String> java(Path temporary) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        HEAP,
        "-XX:+UseSerialGC",
        "-Djava.io.tmpdir=" + temporary,
        "-XX:+EnableDynamicAgentLoading",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        classes());
  }

  /// The fuzzer looks through all of the class path when it starts, which takes its time.
  private static String classes() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(path -> !path.endsWith(".jar") || NEEDED.matcher(path).find())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path dictionary() {
    return Path.of(System.getProperty("basedir", "."), "src/test/resources/fuzz/fits.dict");
  }
}
