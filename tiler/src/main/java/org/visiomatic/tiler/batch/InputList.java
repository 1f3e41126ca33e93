package org.visiomatic.tiler.batch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/// Turns what a user names into files: a file, a folder of images, a pattern, `@list.txt`, or `-`
/// for names on standard input. Keeps the order; a file named twice is taken once.
public final class InputList {

  private final InputRules rules;
  private final Path cache;
  private final List<BatchInput> inputs = new ArrayList<>();
  private final Set<Path> seen = new HashSet<>();
  private final Set<Path> folders = new HashSet<>();

  private InputList(InputRules rules) {
    this.rules = rules;
    this.cache = real(rules.cache());
  }

  /// All inputs that the terms stand for.
  ///
  /// @param terms what the user wrote
  public static List<BatchInput> of(List<String> terms, InputRules rules) {
    InputList list = new InputList(rules);
    terms.forEach(list::addTerm);
    return List.copyOf(list.inputs);
  }

  private void addTerm(String term) {
    try {
      if (term.equals("-")) {
        NameList.of(rules.standardInput(), rules.nulSeparated()).forEach(this::addNamed);
      } else if (term.startsWith("@") && !Files.exists(Path.of(term))) {
        NameList.of(Path.of(term.substring(1))).forEach(this::addNamed);
      } else if (FileGlob.isPattern(term) && !Files.exists(Path.of(term))) {
        addMatches(term);
      } else {
        addNamed(term);
      }
    } catch (IOException e) {
      Trouble trouble = Trouble.of(e);
      refuse(term, trouble.reason(), "The input " + term + " cannot be read: " + trouble.message());
    } catch (InvalidPathException e) {
      refuseName(term, e);
    } catch (PatternSyntaxException e) {
      refuse(term, Reason.MISSING, "%s is not a pattern: %s.".formatted(term, e.getDescription()));
    }
  }

  private void addMatches(String pattern) throws IOException {
    List<Path> matches = FileGlob.matches(pattern);
    if (matches.isEmpty()) {
      refuse(pattern, Reason.MISSING, "No image fits the pattern " + pattern + ".");
    }
    for (Path match : matches) {
      addFound(match);
    }
  }

  private void addNamed(String name) {
    try {
      Path path = Path.of(name);
      if (Files.isDirectory(path)) {
        addFolder(path);
      } else if (!Files.exists(path)) {
        refuse(name, Reason.MISSING, "There is no file " + name + ".");
      } else if (!Files.isRegularFile(path)) {
        refuse(name, Reason.UNREADABLE, name + " is neither a file nor a folder.");
      } else if (isInCache(path)) {
        refuse(
            name,
            Reason.UNREADABLE,
            name + " is a part of the cache folder, not an image to tile.");
      } else {
        addFile(name, path, true);
      }
    } catch (InvalidPathException e) {
      refuseName(name, e);
    }
  }

  private void addFolder(Path folder) {
    if (isInCache(folder) || !folders.add(real(folder))) {
      return;
    }
    try {
      for (Path entry : FolderListing.of(folder)) {
        if (FolderListing.isImage(entry)) {
          addFound(entry);
        } else if (rules.recursive() && Files.isDirectory(entry)) {
          addFolder(entry);
        }
      }
    } catch (AccessDeniedException e) {
      refuse(
          folder.toString(),
          Reason.PERMISSION,
          "The folder " + folder + " may not be read by this user.");
    } catch (IOException e) {
      refuse(
          folder.toString(),
          Reason.IO,
          "The folder %s cannot be listed: %s".formatted(folder, Trouble.of(e).message()));
    }
  }

  private void addFound(Path file) {
    if (!isInCache(file)) {
      addFile(file.toString(), file, false);
    }
  }

  private void addFile(String given, Path path, boolean named) {
    Path file = real(path);
    if (seen.add(file)) {
      inputs.add(new BatchInput.Image(given, file, named));
    }
  }

  private boolean isInCache(Path path) {
    return real(path).startsWith(cache);
  }

  private void refuse(String given, Reason reason, String message) {
    inputs.add(new BatchInput.Unusable(given, reason, message));
  }

  private void refuseName(String name, InvalidPathException problem) {
    refuse(
        name,
        Reason.MISSING,
        "'%s' cannot be the name of a file here: %s. Names outside of ASCII need a locale such as C.UTF-8."
            .formatted(name, problem.getReason()));
  }

  /// The path without symbolic links, or the best to be had where nothing is.
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
