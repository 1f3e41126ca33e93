package org.visiomatic.serve.ops;

import java.text.MessageFormat;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Copies what the server writes to its log into a journal, until it is closed.
public final class EventLog extends Handler {

  /// Held because the registry of loggers forgets those that nobody holds.
  private static final Logger LOGGER = Logger.getLogger("org.visiomatic.serve");

  private final Journal journal;

  private EventLog(Journal journal) {
    this.journal = journal;
  }

  /// Begins to copy.
  public static EventLog into(Journal journal) {
    EventLog log = new EventLog(journal);
    LOGGER.addHandler(log);
    return log;
  }

  @Override
  public void publish(LogRecord entry) {
    if (entry.getLevel().intValue() >= Level.INFO.intValue()) {
      journal.add(
          new Entry.Event(entry.getInstant().toEpochMilli(), level(entry.getLevel()), text(entry)));
    }
  }

  private static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "error";
    }
    return level.intValue() >= Level.WARNING.intValue() ? "warning" : "info";
  }

  private static String text(LogRecord entry) {
    @Nullable String message = entry.getMessage();
    Object[] values = entry.getParameters();
    String text =
        message != null && values != null && values.length > 0
            ? MessageFormat.format(message, values)
            : String.valueOf(message);
    Throwable problem = entry.getThrown();
    return problem == null ? text : text + " (" + problem + ")";
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    LOGGER.removeHandler(this);
  }
}
