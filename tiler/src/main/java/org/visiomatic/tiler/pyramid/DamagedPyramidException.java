package org.visiomatic.tiler.pyramid;

import java.io.IOException;

/// A folder that should hold a pyramid does not hold a whole, readable one.
public final class DamagedPyramidException extends IOException {

  private static final long serialVersionUID = 1L;

  /// @param message which file, what was found, what was expected, what to do
  public DamagedPyramidException(String message) {
    super(message);
  }

  /// @param message which file, what was found, what was expected, what to do
  /// @param cause what went wrong below
  public DamagedPyramidException(String message, Throwable cause) {
    super(message, cause);
  }
}
