package org.visiomatic.shell.configure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.ConfigurationLines;
import org.visiomatic.shell.config.ConfigurationText;
import org.visiomatic.shell.config.FileProblem;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.running.RunningServers;
import org.visiomatic.shell.running.ServerNote;

/// Changes settings of a configuration file, unless a server would refuse what comes out.
///
/// Only what the change itself brings about is refused: a file that cannot be used as it is can be
/// mended one setting after the other.
///
/// @param path the file, which need not exist
/// @param check what is looked at
/// @param planned whether only to find out what would be
public record ConfigurationChange(Path path, ConfigurationCheck check, boolean planned) {

  /// Sets some.
  ///
  /// @param values texts as typed
  /// @throws ConfigurationException when one is not allowed, or they do not go together; then the
  ///   file is left as it is
  public ChangeReport set(SequencedMap<Setting<?>, String> values) throws IOException {
    values.forEach(ConfigurationChange::demandAllowed);
    boolean secret =
        values.entrySet().stream()
            .anyMatch(e -> e.getKey().kind().isSecret() && !e.getValue().isBlank());
    return change(
        lines -> {
          ConfigurationLines changed = lines;
          for (var each : values.entrySet()) {
            changed = changed.with(each.getKey(), each.getValue().strip());
          }
          return changed;
        },
        values.sequencedKeySet().stream().map(Setting::name).toList(),
        secret);
  }

  /// Removes some, so that they are as built in.
  ///
  /// @param names of settings, or whatever else the file has as such
  /// @throws ConfigurationException when there is none of a name, here or in the file, or the
  ///   others do not go together without it; then the file is left as it is
  public ChangeReport unset(List<String> names) throws IOException {
    List<String> meant = names.stream().map(Settings::name).distinct().toList();
    return change(
        lines -> {
          ConfigurationLines changed = lines;
          for (String name : meant) {
            if (lines.settingLines(name).isEmpty()) {
              Settings.demand(name);
            }
            changed = changed.without(name);
          }
          return changed;
        },
        meant,
        false);
  }

  private static void demandAllowed(Setting<?> setting, String text) {
    try {
      boolean same = Objects.equals(setting.kind().parse(text), setting.kind().parse(text.strip()));
      // What a blank at its end would change is lost in a file.
      ConfigurationText.demandOneLine(setting, same ? text.strip() : text);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "Setting " + setting.name() + ": " + e.getMessage() + ".", e);
    }
  }

  private ChangeReport change(
      UnaryOperator<ConfigurationLines> change, List<String> names, boolean secret)
      throws IOException {
    List<FileProblem> remaining = new ArrayList<>();
    UnaryOperator<ConfigurationLines> checked =
        before -> {
          ConfigurationLines after = change.apply(before);
          remaining.clear();
          remaining.addAll(demandNothingNew(before, after));
          return after;
        };
    FileEdit edit = planned ? FileEdit.planned(path, checked) : FileEdit.of(path, checked, secret);
    List<SettingChange> changes =
        names.stream().map(name -> SettingChange.of(name, edit, path, check)).toList();
    boolean written = edit.isChange() && !planned;
    return new ChangeReport(edit.file(), written, planned, changes, remaining, concerned(edit));
  }

  /// @return what was wrong before and still is
  private List<FileProblem> demandNothingNew(ConfigurationLines before, ConfigurationLines after) {
    List<FileProblem> now = errors(after);
    if (now.isEmpty()) {
      return now;
    }
    List<FileProblem> then = errors(before);
    List<FileProblem> fresh =
        now.stream().filter(one -> then.stream().noneMatch(one::isSameAs)).toList();
    if (fresh.isEmpty()) {
      return now;
    }
    boolean forcible = fresh.stream().allMatch(one -> one.kind() == FileProblem.Kind.START);
    throw new ConfigurationException(
        String.join(" ", fresh.stream().map(FileProblem::message).toList())
            + (forcible ? " Where that is to change, use --force." : ""));
  }

  private List<FileProblem> errors(ConfigurationLines lines) {
    return check.problems(path, lines).stream().filter(one -> one.kind().isError()).toList();
  }

  /// The servers that read the file. They are looked for in the cache folder of before, too, where
  /// they would still be when that is what has changed.
  private List<ServerNote> concerned(FileEdit edit) throws IOException {
    if (!edit.isChange()) {
      return List.of();
    }
    Set<ServerNote> notes = new LinkedHashSet<>();
    for (ConfigurationLines lines : List.of(edit.before(), edit.after())) {
      Optional<Path> cacheDir = cacheDir(lines);
      if (cacheDir.isPresent()) {
        for (ServerNote note : new RunningServers(cacheDir.get()).all()) {
          if (FileReplacement.place(note.configuration()).equals(edit.file())) {
            notes.add(note);
          }
        }
      }
    }
    return List.copyOf(notes);
  }

  private Optional<Path> cacheDir(ConfigurationLines lines) {
    try {
      ConfigurationLines readable = lines.without(FileProblem.in(lines));
      return Optional.of(
          Configuration.withFile(path, readable, check.environment(), check.given())
              .get(CacheSection.CACHE_DIR));
    } catch (ConfigurationException e) {
      // The environment cannot be used, which has been said among the problems.
      return Optional.empty();
    }
  }
}
