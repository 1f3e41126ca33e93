package org.visiomatic.shell.config;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where programs keep their files on this platform.
public final class PlatformFolders {

  private PlatformFolders() {}

  /// Caches: `~/.cache/visiomatic` on Linux, `~/Library/Caches/visiomatic` on macOS, under the
  /// local application data on Windows.
  static Path cache() {
    return switch (platform()) {
      case MAC -> home().resolve("Library/Caches/visiomatic");
      case WINDOWS ->
          variable("LOCALAPPDATA", home().resolve("AppData/Local")).resolve("visiomatic/Cache");
      case UNIX -> variable("XDG_CACHE_HOME", home().resolve(".cache")).resolve("visiomatic");
    };
  }

  /// The configuration file: `~/.config/visiomatic/visiomatic.conf` on Linux.
  static Path configuration() {
    return switch (platform()) {
      case MAC -> home().resolve("Library/Application Support/visiomatic/visiomatic.conf");
      case WINDOWS ->
          variable("LOCALAPPDATA", home().resolve("AppData/Local"))
              .resolve("visiomatic/visiomatic.conf");
      case UNIX ->
          variable("XDG_CONFIG_HOME", home().resolve(".config"))
              .resolve("visiomatic/visiomatic.conf");
    };
  }

  /// What the program remembers from one time to the next: `~/.local/state/visiomatic` on Linux.
  public static Path state() {
    return switch (platform()) {
      case MAC -> home().resolve("Library/Application Support/visiomatic");
      case WINDOWS ->
          variable("LOCALAPPDATA", home().resolve("AppData/Local")).resolve("visiomatic");
      case UNIX -> variable("XDG_STATE_HOME", home().resolve(".local/state")).resolve("visiomatic");
    };
  }

  private static Path variable(String name, Path otherwise) {
    @Nullable String value = System.getenv(name);
    // The XDG specification says that a path that is not absolute is to be ignored.
    return value != null && Path.of(value).isAbsolute() ? Path.of(value) : otherwise;
  }

  private static Path home() {
    return Path.of(System.getProperty("user.home"));
  }

  private static Platform platform() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac")
        ? Platform.MAC
        : name.startsWith("windows") ? Platform.WINDOWS : Platform.UNIX;
  }

  private enum Platform {
    UNIX,
    MAC,
    WINDOWS
  }
}
