package org.visiomatic.serve.ops;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Lines on their way to a file or to standard error, written by a thread of their own.
///
/// Whoever adds a line never waits: when the file cannot keep up, lines are left out and counted. A
/// file that was moved or removed is begun anew within a second, so that it can be rotated without
/// telling the server.
public final class LogLines implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("org.visiomatic.serve");

  private static final int ROOM = 16_384;
  private static final int BATCH = 1024;
  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Optional<Path> file;
  private final Telemetry telemetry;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(ROOM);
  private final Thread writer;
  private volatile boolean closed;
  private OutputStream out;
  private @Nullable Object key;
  private long checkedNanos;
  private boolean broken;

  /// @param file where to; standard error when absent
  /// @param telemetry is told of lines that are left out
  /// @throws IOException when the file cannot be written
  public LogLines(Optional<Path> file, Telemetry telemetry) throws IOException {
    this.file = file;
    this.telemetry = telemetry;
    this.out = open();
    writer = Thread.ofPlatform().name("visiomatic-access-log").daemon().start(this::work);
  }

  /// Adds a line.
  public void add(String line) {
    if (!lines.offer(line)) {
      telemetry.lineLost();
    }
  }

  /// Writes what was added so far, for two seconds at most.
  @Override
  public void close() {
    closed = true;
    try {
      writer.join(TimeUnit.SECONDS.toMillis(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private OutputStream open() throws IOException {
    if (file.isEmpty()) {
      return new FileOutputStream(FileDescriptor.err);
    }
    try {
      OutputStream opened =
          Files.newOutputStream(file.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      key = identity(file.get());
      return opened;
    } catch (IOException e) {
      throw new IOException(
          "The access log %s cannot be written (%s); name another file with access_log_file."
              .formatted(file.get(), e.getClass().getSimpleName()),
          e);
    }
  }

  private static @Nullable Object identity(Path path) throws IOException {
    return Files.readAttributes(path, java.nio.file.attribute.BasicFileAttributes.class).fileKey();
  }

  private void work() {
    List<String> batch = new ArrayList<>();
    try {
      while (!closed || !lines.isEmpty()) {
        String first = lines.poll(200, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          lines.drainTo(batch, BATCH);
          write(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      finish();
    }
  }

  private void write(List<String> batch) {
    try {
      followRotation();
      StringBuilder text = new StringBuilder();
      batch.forEach(line -> text.append(line).append('\n'));
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      broken = false;
    } catch (IOException e) {
      batch.forEach(line -> telemetry.lineLost());
      if (!broken) {
        broken = true;
        LOG.log(
            Level.WARNING,
            "The access log cannot be written: " + e + ". Lines are lost until then.");
      }
    }
  }

  private void followRotation() throws IOException {
    long now = System.nanoTime();
    if (file.isEmpty() || now - checkedNanos < CHECK_NANOS) {
      return;
    }
    checkedNanos = now;
    boolean same = Files.exists(file.get()) && (key == null || key.equals(identity(file.get())));
    if (!same) {
      out.close();
      out = open();
    }
  }

  private void finish() {
    if (file.isPresent()) {
      try {
        out.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "The access log could not be closed: " + e);
      }
    }
  }
}
