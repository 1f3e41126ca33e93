package org.visiomatic.shell;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/// The user's web browser.
final class Browser {

  private static final System.Logger LOG = System.getLogger("org.visiomatic.shell");

  private Browser() {}

  /// Opens a page with the command that the desktop has for it.
  ///
  /// @return false when there is none, so that the caller can print the address instead
  static boolean open(URI page) {
    for (List<String> command : commands(page.toString())) {
      try {
        // Its messages are not ours, and it may outlive us.
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
        return true;
      } catch (IOException e) {
        LOG.log(Level.DEBUG, () -> command.getFirst() + " is not installed.", e);
      }
    }
    return false;
  }

  private static List<List<String>> commands(String page) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.startsWith("mac")) {
      return List.of(List.of("open", page));
    }
    if (system.startsWith("windows")) {
      return List.of(List.of("rundll32", "url.dll,FileProtocolHandler", page));
    }
    boolean display = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    String chosen = System.getenv("BROWSER");
    if (chosen != null && !chosen.isBlank()) {
      return List.of(List.of(chosen, page));
    }
    return display
        ? List.of(
            List.of("xdg-open", page),
            List.of("x-www-browser", page),
            List.of("sensible-browser", page))
        : List.of();
  }
}
