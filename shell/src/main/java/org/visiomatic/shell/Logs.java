package org.visiomatic.shell;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/// What the program writes about itself while it runs: one line per event that a person would act
/// on, on standard error. The first logger that is asked for makes an instance, see [LogManager].
public final class Logs {

  private static final String FILE = "java.util.logging.config.file";
  private static final String CLASS = "java.util.logging.config.class";

  /// Applies the built-in logging configuration.
  ///
  /// @throws IOException when it cannot be read
  public Logs() throws IOException {
    try (InputStream in = Logs.class.getResourceAsStream("logging.properties")) {
      if (in != null) {
        LogManager.getLogManager().readConfiguration(in);
      }
    }
  }

  /// Has the built-in configuration applied when something is logged, unless the user named another
  /// with a property of `java.util.logging`. Not at once, because that opens every library.
  static void configure() {
    if (System.getProperty(FILE) == null && System.getProperty(CLASS) == null) {
      System.setProperty(CLASS, Logs.class.getName());
    }
  }

  /// Leaves out what the terminal of a one-shot says already: that its image was cached or refused.
  static void withoutBuilds() {
    Server.LOGGER.setLevel(Level.WARNING);
  }

  /// Kept here because the registry of loggers forgets those that nobody holds.
  private static final class Server {
    private static final Logger LOGGER = Logger.getLogger("org.visiomatic.serve");
  }
}
