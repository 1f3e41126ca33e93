package org.visiomatic.tiler.source;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Closes several things even when one of them fails.
public final class Closing {

  private Closing() {}

  /// Closes all of them.
  ///
  /// @throws IOException the first failure, the others inside it
  public static void all(List<? extends AutoCloseable> resources) throws IOException {
    @Nullable IOException first = null;
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception e) {
        if (first == null) {
          first = e instanceof IOException io ? io : new IOException(e);
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
