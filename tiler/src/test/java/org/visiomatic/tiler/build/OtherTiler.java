package org.visiomatic.tiler.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.visiomatic.tiler.pyramid.CacheFolder;

/// Another Java process that tiles all images of a folder, one after the other, and prints a line
/// for each: `built`, `current`, or `failed` with the kind of failure and what it says.
final class OtherTiler implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private OtherTiler(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /// @param before a shell command that the process runs under, such as `ulimit`; may be empty
  static OtherTiler start(String before, Path cache, Path images) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            before.isEmpty() ? List.of() : List.of("sh", "-c", before + " && exec \"$@\"", "sh"));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            classes,
            OtherTiler.class.getName(),
            cache.toString(),
            images.toString()));
    return new OtherTiler(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /// Waits for the process to end by itself.
  ///
  /// @return all lines that it has printed
  List<String> lines() throws InterruptedException {
    List<String> lines = output.lines().toList();
    int exit = process.waitFor();
    if (exit != 0) {
      throw new AssertionError("The other process has ended with %d: %s".formatted(exit, lines));
    }
    return lines;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /// @param arguments cache folder, folder of the images
  public static void main(String[] arguments) throws Exception {
    CacheFolder cache = CacheFolder.open(Path.of(arguments[0]));
    try (ImageTiler tiler = new ImageTiler(cache, FaultyBuildsTest.OPTIONS);
        Stream<Path> images = Files.list(Path.of(arguments[1]))) {
      for (Path image : images.sorted().toList()) {
        System.out.println(outcome(tiler, image));
      }
    }
  }

  private static String outcome(ImageTiler tiler, Path image) throws InterruptedException {
    try {
      Tiled tiled = tiler.tile(image, Demand.ANY, TilingProgress.silent());
      tiled.pyramid().close();
      return (tiled.built() ? "built " : "current ") + image.getFileName();
    } catch (IOException e) {
      return "failed %s: %s".formatted(e.getClass().getSimpleName(), e.getMessage());
    }
  }
}
