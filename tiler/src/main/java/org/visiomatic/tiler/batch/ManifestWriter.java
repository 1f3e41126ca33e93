package org.visiomatic.tiler.batch;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Writes the manifest of a batch as it goes on: a line per image, each whole and flushed, and a
/// last one for the batch. What a batch that was killed has written can be read.
public final class ManifestWriter implements AutoCloseable {

  private final Writer out;
  private final String program;

  private ManifestWriter(Writer out, String program) {
    this.out = out;
    this.program = program;
  }

  /// Begins a manifest, replacing the file if there is one.
  ///
  /// @param program name and version of the program, which every line tells
  public static ManifestWriter to(Path file, String program) throws IOException {
    try {
      // Not a channel: threads that are interrupted while they write would close it for all.
      return new ManifestWriter(
          new OutputStreamWriter(new FileOutputStream(file.toFile()), StandardCharsets.UTF_8),
          program);
    } catch (IOException e) {
      throw new IOException(
          "The manifest cannot be written: %s. Name another file with --manifest."
              .formatted(e.getMessage()),
          e);
    }
  }

  /// Begins a manifest on a stream of text, which is not closed with it.
  public static ManifestWriter to(PrintWriter stream, String program) {
    return new ManifestWriter(new Checked(stream), program);
  }

  /// Writes the line of an image.
  public void add(ImageReport report) throws IOException {
    write(Manifest.line(report, program));
  }

  /// Writes the last line.
  ///
  /// @param exitCode that the process is about to end with
  public void end(BatchSummary summary, int exitCode) throws IOException {
    write(Manifest.line(summary, exitCode, program));
  }

  private synchronized void write(String line) throws IOException {
    out.write(line + "\n");
    out.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }

  /// Tells of the failures that a [PrintWriter] keeps to itself.
  private static final class Checked extends Writer {

    private final PrintWriter stream;

    Checked(PrintWriter stream) {
      this.stream = stream;
    }

    @Override
    public void write(char[] text, int offset, int length) {
      stream.write(text, offset, length);
    }

    @Override
    public void flush() throws IOException {
      if (stream.checkError()) {
        throw new IOException("standard output was closed.");
      }
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
