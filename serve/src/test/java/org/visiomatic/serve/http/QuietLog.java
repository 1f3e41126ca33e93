package org.visiomatic.serve.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Listens to the log and remembers every warning and error.
final class QuietLog extends Handler implements AutoCloseable {

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Logger root = Logger.getLogger("");

  QuietLog() {
    root.addHandler(this);
  }

  /// Warnings and errors so far.
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
      complaints.add(record.getLevel() + " " + record.getMessage() + " " + record.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
  }
}
