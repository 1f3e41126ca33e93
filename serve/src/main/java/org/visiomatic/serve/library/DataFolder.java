package org.visiomatic.serve.library;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Turns the names that visitors ask for into files, and lets no name out of the data folder.
///
/// Refused and missing names get the same answer, so that nothing can be learned about files
/// elsewhere.
public final class DataFolder {

  /// The longest name, in characters.
  public static final int LONGEST_NAME = 1024;

  /// How long a name stands for the same file without looking again.
  private static final Duration MEMORY = Duration.ofSeconds(1);

  /// Control characters, backslashes, drive letters, absolute names, and parts that are empty, `.`
  /// or `..`.
  private static final Pattern REFUSED =
      Pattern.compile("[\\x00-\\x1f\\x7f\\\\]|^[A-Za-z]:|^/|//|/$|(?:^|/)\\.{1,2}(?:/|$)");

  private final Path folder;
  private final Optional<Path> only;
  private final Cache<String, Path> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(MEMORY).build();

  private DataFolder(Path folder, Optional<Path> only) {
    this.folder = folder;
    this.only = only;
  }

  /// All images below a folder.
  ///
  /// @throws IOException when the folder is not there
  public static DataFolder of(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          "The data folder %s is %s; name a folder of images with data_dir."
              .formatted(folder, Files.exists(folder) ? "not a folder" : "not there"));
    }
    Path real = folder.toRealPath();
    return new DataFolder(real, Optional.empty());
  }

  /// One image, whatever the name.
  ///
  /// @throws IOException when the file is not there
  public static DataFolder single(Path image) throws IOException {
    Path real = image.toRealPath();
    Path parent = real.getParent();
    return new DataFolder(parent == null ? real : parent, Optional.of(real));
  }

  /// The file that a name stands for, absolute, symbolic links resolved.
  public Path locate(String name) throws ImageUnavailableException {
    if (only.isPresent()) {
      return only.get();
    }
    Path file = known.getIfPresent(name);
    if (file == null) {
      file = resolve(name);
      known.put(name, file);
    }
    return file;
  }

  /// The name of the only image, if there is only one.
  public Optional<String> onlyName() {
    return only.map(Path::getFileName).map(Path::toString);
  }

  /// The name under which visitors know a file.
  String nameOf(Path file) {
    return folder.relativize(file).toString().replace(folder.getFileSystem().getSeparator(), "/");
  }

  /// A message without the paths of this machine.
  String withoutPaths(String message) {
    return message.replace(folder + folder.getFileSystem().getSeparator(), "");
  }

  private Path resolve(String name) throws ImageUnavailableException {
    if (name.isEmpty() || name.length() > LONGEST_NAME || REFUSED.matcher(name).find()) {
      throw missing(name);
    }
    try {
      Path real = folder.resolve(name).toRealPath();
      if (real.startsWith(folder) && Files.isRegularFile(real)) {
        return real;
      }
    } catch (IOException | InvalidPathException e) {
      // No file, no permission, or a name that this file system cannot have: all the same outside.
      throw missing(name);
    }
    throw missing(name);
  }

  private static ImageUnavailableException missing(String name) {
    return new ImageUnavailableException(
        ImageUnavailableException.Reason.MISSING, "Cannot open " + name);
  }
}
