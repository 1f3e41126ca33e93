package org.visiomatic.shell.archive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.tiler.archive.ArchiveFormat;
import org.visiomatic.tiler.pyramid.CacheFolder;

/// What to export, and where to.
///
/// @param images as users name them
/// @param output a file, a folder or `-`; the folder that the user is in when empty
/// @param wished format, if the user has said so
public record ExportOptions(
    List<String> images, Optional<String> output, Optional<ArchiveFormat> wished) {

  private static final String STANDARD_OUTPUT = "-";

  public ExportOptions {
    images = List.copyOf(images);
    Optional<ArchiveFormat> named = output.map(Path::of).flatMap(ArchiveFormat::ofName);
    if (named.isPresent() && wished.isPresent() && !named.equals(wished)) {
      throw new ConfigurationException(
          "The name %s is that of a .%s archive, but --format asks for %s; change one of them."
              .formatted(output.get(), named.get(), wished.get()));
    }
  }

  /// The format of the archives.
  ArchiveFormat format() {
    return wished
        .or(() -> output.map(Path::of).flatMap(ArchiveFormat::ofName))
        .orElse(ArchiveFormat.ZIP);
  }

  /// Whether the archive goes to standard output.
  public boolean isToStandardOutput() {
    return output.filter(STANDARD_OUTPUT::equals).isPresent();
  }

  /// Whether there is room for only one archive where they go.
  boolean isToOnePlace() {
    return output.isPresent() && (isToStandardOutput() || !isFolder(output.get()));
  }

  private static boolean isFolder(String output) {
    return output.endsWith("/") || Files.isDirectory(Path.of(output));
  }

  /// Where the archive of an image goes.
  ///
  /// @param name of the image
  Path file(String name) {
    if (isToOnePlace()) {
      return Path.of(output.orElseThrow());
    }
    return Path.of(output.orElse("")).resolve(name + CacheFolder.SUFFIX + "." + format());
  }
}
