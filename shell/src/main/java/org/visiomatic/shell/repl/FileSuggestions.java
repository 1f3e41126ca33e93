package org.visiomatic.shell.repl;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Completes the names of files.
public final class FileSuggestions {

  /// A list of more helps nobody.
  private static final int MOST = 2000;

  private FileSuggestions() {}

  /// The files whose names begin so. Hidden ones only when their dot has been typed.
  public static List<Suggestion> of(String beginning) {
    int slash = beginning.lastIndexOf('/');
    String folder = beginning.substring(0, slash + 1);
    String name = beginning.substring(slash + 1);
    List<Suggestion> found = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            Path.of(folder.isEmpty() ? "." : folder), file -> begins(file, name))) {
      for (Path file : files) {
        if (found.size() == MOST) {
          break;
        }
        found.add(suggestion(folder, file));
      }
    } catch (IOException | DirectoryIteratorException | InvalidPathException _) {
      // Nothing is known of such a folder; whoever runs the verb says why.
      return List.of();
    }
    return found;
  }

  private static boolean begins(Path file, String name) {
    String whole = String.valueOf(file.getFileName());
    return whole.startsWith(name) && whole.startsWith(".") == name.startsWith(".");
  }

  private static Suggestion suggestion(String folder, Path file) {
    boolean isFolder = Files.isDirectory(file);
    String name = file.getFileName() + (isFolder ? "/" : "");
    return new Suggestion(folder + name, name, "", "", !isFolder);
  }
}
