package org.visiomatic.tiler.pyramid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Another Java process that builds a pyramid in a shared cache folder, one step per line that it
/// is told; it prints a line after each step.
final class OtherProcess implements AutoCloseable {

  static final PyramidGeometry GEOMETRY = PyramidFixtures.geometry(2, 200, 300, 16, 16);
  static final SourceStamp SOURCE = new SourceStamp("/data/shared.fits", 2880, 77);
  static final String OPTIONS = "tile=any";

  private static final BufferedReader INPUT =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  private final Process process;
  private final BufferedReader output;

  private OtherProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static OtherProcess start(Path cache, String mode) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new OtherProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                classes,
                OtherProcess.class.getName(),
                cache.toString(),
                mode)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /// Waits for the next line of the process.
  String next() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new AssertionError("The other process has ended.");
    }
    return line;
  }

  /// Lets the process take its next step.
  void go() throws IOException {
    process.outputWriter().write("go\n");
    process.outputWriter().flush();
  }

  /// Ends the process without any chance to tidy up.
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /// @param arguments cache folder; `steps` to wait for a line before each step, `loop` to build
  ///   again and again, or `read` to open the pyramid and close it after a line
  public static void main(String[] arguments) throws Exception {
    CacheFolder cache = CacheFolder.open(Path.of(arguments[0]));
    if (arguments[1].equals("read")) {
      try (Pyramid pyramid = cache.find(SOURCE, OPTIONS).orElseThrow()) {
        step(true, "opened " + pyramid.identity());
      }
      step(true, "closed");
      return;
    }
    boolean steps = arguments[1].equals("steps");
    Path place = cache.pyramidOf(SOURCE, OPTIONS);
    do {
      try (BuildClaim claim = cache.claim(place)) {
        step(steps, "claimed");
        try (PyramidWriter writer =
            PyramidWriter.create(
                place, claim.staging(), GEOMETRY, SampleFormat.FLOAT32, Storage.PLAIN)) {
          for (TileKey key : PyramidFixtures.tiles(GEOMETRY)) {
            PyramidFixtures.writeTile(writer, GEOMETRY, key, (level, channel, x, y) -> x - y);
          }
          step(steps, "written");
          writer.commit(PyramidFixtures.metadata(GEOMETRY, SOURCE));
        }
        step(steps, "committed");
      }
    } while (!steps);
  }

  private static void step(boolean wait, String done) throws IOException {
    System.out.println(done);
    if (wait && INPUT.readLine() == null) {
      throw new IOException("Nobody is there any more.");
    }
  }
}
