package org.visiomatic.serve.ops;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Lines on their way to a file or to standard error, written by a thread of their own.
///
/// Whoever adds a line never waits: when the file cannot keep up, lines are left out and counted. A
/// file that was moved or removed is begun anew within a second, so that it can be rotated without
/// telling the server; or at once, when the server is told.
public final class LogLines implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("org.visiomatic.serve");

  private static final int ROOM = 16_384;
  private static final int BATCH = 1024;
  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Telemetry telemetry;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(ROOM);
  private final Thread writer;
  private final AtomicReference<@Nullable Target> next = new AtomicReference<>();
  private volatile boolean closed;
  private Target target;
  private long checkedNanos;
  private boolean broken;

  /// @param file where to; standard error when absent
  /// @param telemetry is told of lines that are left out
  /// @throws IOException when the file cannot be written
  public LogLines(Optional<Path> file, Telemetry telemetry) throws IOException {
    this.telemetry = telemetry;
    target = Target.open(file);
    writer = Thread.ofPlatform().name("visiomatic-access-log").daemon().start(this::work);
  }

  /// Adds a line.
  public void add(String line) {
    if (!lines.offer(line)) {
      telemetry.lineLost();
    }
  }

  /// Writes to another file from now on, or to the same one opened anew.
  ///
  /// @param file where to; standard error when absent
  /// @throws IOException when the file cannot be written; then all goes on as before
  public void follow(Optional<Path> file) throws IOException {
    Target skipped = next.getAndSet(Target.open(file));
    if (skipped != null) {
      skipped.close();
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

  private void work() {
    List<String> batch = new ArrayList<>();
    try {
      while (!closed || !lines.isEmpty()) {
        String first = lines.poll(200, TimeUnit.MILLISECONDS);
        change(next.getAndSet(null));
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
      change(next.getAndSet(null));
      finish();
    }
  }

  private void write(List<String> batch) {
    try {
      followRotation();
      StringBuilder text = new StringBuilder();
      batch.forEach(line -> text.append(line).append('\n'));
      target.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
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
    if (now - checkedNanos < CHECK_NANOS) {
      return;
    }
    checkedNanos = now;
    if (!target.isInPlace()) {
      change(Target.open(target.file()));
    }
  }

  private void change(@Nullable Target other) {
    if (other != null) {
      finish();
      target = other;
    }
  }

  private void finish() {
    try {
      target.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The access log could not be closed: " + e);
    }
  }

  /// What lines are written to.
  ///
  /// @param file absent for standard error, which is never closed
  /// @param key what tells this file from another at the same place; null where the system has none
  private record Target(Optional<Path> file, OutputStream out, @Nullable Object key)
      implements Closeable {

    static Target open(Optional<Path> file) throws IOException {
      if (file.isEmpty()) {
        return new Target(file, new FileOutputStream(FileDescriptor.err), null);
      }
      Path path = file.get();
      try {
        OutputStream out =
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new Target(file, out, identity(path));
      } catch (IOException e) {
        throw new IOException(
            "The access log %s cannot be written (%s); name another file with access_log_file."
                .formatted(path, e.getClass().getSimpleName()),
            e);
      }
    }

    boolean isInPlace() throws IOException {
      return file.isEmpty()
          || (Files.exists(file.get()) && (key == null || key.equals(identity(file.get()))));
    }

    private static @Nullable Object identity(Path path) throws IOException {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    @Override
    public void close() throws IOException {
      if (file.isPresent()) {
        out.close();
      }
    }
  }
}
