package org.visiomatic.serve.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.function.Function;
import org.visiomatic.serve.ServerSettings;

/// What looks different below each path that proxies show the server at, made once for each. Safe
/// for use by many threads.
///
/// @param <T> what it is
final class ByRootPath<T> {

  /// Paths come from the configuration and from trusted proxies, of which there are few.
  private static final int MOST = 16;

  private final LoadingCache<String, T> made;

  /// @param maker makes it from settings with another root path
  ByRootPath(ServerSettings settings, Function<ServerSettings, T> maker) {
    made =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .build(path -> maker.apply(settings.withRootPath(path)));
  }

  /// As it looks below that path.
  T below(String path) {
    return made.get(path);
  }
}
