package org.visiomatic.tiler.pyramid;

import java.io.IOException;

/// A cache folder that is not moved to where it should go; the message is a finished sentence that
/// says why.
public final class RefusedMoveException extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean isForRoom;

  /// @param isForRoom whether there is too little room, and nothing else in the way
  RefusedMoveException(String message, boolean isForRoom) {
    super(message);
    this.isForRoom = isForRoom;
  }

  /// Whether there is too little room, and nothing else in the way.
  public boolean isForRoom() {
    return isForRoom;
  }
}
