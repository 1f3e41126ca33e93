package org.visiomatic.serve;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How the server is watched and stopped.
///
/// @param accessLogFormat how lines of the access log look
/// @param accessLogFile where they go; empty for standard error
/// @param shutdownTimeout how long stopping waits for requests that are being answered
/// @param admin the listener for administrators; empty for none
public record OperationsSettings(
    LogFormat accessLogFormat,
    Optional<Path> accessLogFile,
    Duration shutdownTimeout,
    Optional<AdminSettings> admin) {

  /// In seconds.
  public static final WholeRange SHUTDOWN_TIMEOUT = new WholeRange(0, 3600);

  /// How lines of the access log look.
  public enum LogFormat {
    /// The combined form of web servers, with the time taken in milliseconds at the end.
    COMBINED,
    /// One JSON object per line.
    JSON
  }

  public OperationsSettings {
    SHUTDOWN_TIMEOUT.check("shutdown_timeout", shutdownTimeout.toSeconds());
  }

  /// Combined lines on standard error, ten seconds to stop, no listener for administrators.
  public static OperationsSettings defaults() {
    return new OperationsSettings(
        LogFormat.COMBINED, Optional.empty(), Duration.ofSeconds(10), Optional.empty());
  }

  /// The same with another listener for administrators.
  public OperationsSettings with(AdminSettings newAdmin) {
    return new OperationsSettings(
        accessLogFormat, accessLogFile, shutdownTimeout, Optional.of(newAdmin));
  }

  /// The same with another access log.
  public OperationsSettings with(LogFormat format, Path file) {
    return new OperationsSettings(format, Optional.of(file), shutdownTimeout, admin);
  }
}
