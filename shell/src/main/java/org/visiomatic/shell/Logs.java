package org.visiomatic.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/// What the program writes about itself while it runs: one line per event that a person would act
/// on, on standard error.
final class Logs {

  /// Kept here because the registry of loggers forgets those that nobody holds.
  private static final Logger SERVER = Logger.getLogger("org.visiomatic.serve");

  private Logs() {}

  /// Applies the built-in logging configuration, unless the user named one with the property of
  /// `java.util.logging`.
  static void configure() {
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    try (InputStream in = Logs.class.getResourceAsStream("logging.properties")) {
      if (in != null) {
        LogManager.getLogManager().readConfiguration(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Leaves out what the terminal of a one-shot says already: that its image was cached or refused.
  static void withoutBuilds() {
    SERVER.setLevel(Level.WARNING);
  }
}
