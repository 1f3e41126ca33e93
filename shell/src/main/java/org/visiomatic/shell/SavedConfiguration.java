package org.visiomatic.shell;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.Surroundings;

/// The configuration file as it is written for the user.
final class SavedConfiguration {

  private final Path target;
  private final Surroundings surroundings;

  /// @param target where it is to stand
  SavedConfiguration(Path target, Surroundings surroundings) {
    this.target = target;
    this.surroundings = surroundings;
  }

  /// Writes it beside the target first, so that nobody ever reads half of it.
  ///
  /// @param yes whether an existing file is replaced without asking
  /// @throws ConfigurationException when there is a file already and nobody to ask
  /// @throws IOException when it cannot be written
  void write(String text, boolean yes) throws IOException {
    if (Files.exists(target) && !yes && !isWanted()) {
      surroundings.say(target + " is left as it is.");
      return;
    }
    try {
      // A link to the file stays one.
      replace(Files.exists(target) ? target.toRealPath() : target.toAbsolutePath(), text);
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      throw new IOException(
          "The configuration file %s cannot be written: %s (%s). Name another place with --config."
              .formatted(target, e.getFile(), reason),
          e);
    }
    surroundings.say("the configuration was saved in " + target + ".");
  }

  private boolean isWanted() {
    String answer =
        surroundings
            .question()
            .ask("visiomatic: overwrite " + target + "? [y/N] ")
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "There is already a configuration file %s; overwrite it with --yes, or name another with --config."
                            .formatted(target)));
    return answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes");
  }

  private static void replace(Path file, String text) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      Files.writeString(beside, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
      if (Files.exists(file)) {
        keepPermissions(file, beside);
      }
      move(beside, file);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (view != null) {
      Files.setPosixFilePermissions(to, view.readAttributes().permissions());
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
