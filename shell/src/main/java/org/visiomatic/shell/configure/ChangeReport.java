package org.visiomatic.shell.configure;

import java.nio.file.Path;
import java.util.List;
import org.visiomatic.shell.config.FileProblem;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.running.ServerNote;

/// What became of a configuration file, and whom that concerns.
///
/// @param file where it stands, links followed
/// @param written whether it says anything else now
/// @param planned whether all this is only what would be
/// @param changes what became of each setting that was named
/// @param remaining what was wrong with the file before, and still is
/// @param servers those running that read it
public record ChangeReport(
    Path file,
    boolean written,
    boolean planned,
    List<SettingChange> changes,
    List<FileProblem> remaining,
    List<ServerNote> servers) {

  public ChangeReport {
    changes = List.copyOf(changes);
    remaining = List.copyOf(remaining);
    servers = List.copyOf(servers);
  }

  /// What a running server makes of a changed setting.
  enum Effect {
    /// It sees the change itself.
    FOLLOWS,
    /// It sees the change when it is told to look.
    RELOAD,
    /// Only the next one will see it.
    RESTART,
    /// It was started with another value, which goes before the file.
    NONE;

    static Effect of(Setting<?> setting, ServerNote server) {
      if (server.fixed().contains(setting.name())) {
        return NONE;
      }
      // A hang-up ends a server that shows an image, so that only administrators can tell it.
      boolean isDeaf = server.image().isPresent() && server.adminUri().isEmpty();
      if (!setting.isLive()) {
        return RESTART;
      }
      return server.reloads() ? FOLLOWS : isDeaf ? RESTART : RELOAD;
    }
  }

  /// The changed settings that have an effect on a server.
  List<String> names(ServerNote server, Effect effect) {
    return changes.stream()
        .filter(SettingChange::isFelt)
        .flatMap(change -> change.setting().stream())
        .filter(setting -> Effect.of(setting, server) == effect)
        .<String>map(Setting::name)
        .toList();
  }
}
