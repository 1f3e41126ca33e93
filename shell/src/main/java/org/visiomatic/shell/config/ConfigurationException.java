package org.visiomatic.shell.config;

import org.jspecify.annotations.Nullable;

/// A setting, a configuration file or a command line that cannot be used; the message is a finished
/// sentence.
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// @param message a finished sentence: what cannot be used, and what can
  public ConfigurationException(String message) {
    super(message);
  }

  /// @param message a finished sentence: what cannot be used, and what can
  /// @param cause what was found
  public ConfigurationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
