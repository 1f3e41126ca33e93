package org.visiomatic.tiler.picture;

import org.visiomatic.tiler.source.UnreadableSourceException;

/// Where in a file something is read, for messages.
///
/// @param file name of the file
/// @param part such as `page 2`; empty for the file itself
record Place(String file, String part) {

  /// The exception for contents that cannot be read.
  ///
  /// @param what is wrong, without a full stop
  UnreadableSourceException broken(String what) {
    return new UnreadableSourceException(sentence(what));
  }

  UnreadableSourceException broken(String what, Throwable cause) {
    return new UnreadableSourceException(sentence(what), cause);
  }

  private String sentence(String what) {
    String where = part.isEmpty() ? "" : "in " + part + " ";
    return "%s cannot be read: %s%s.".formatted(file, where, what);
  }
}
