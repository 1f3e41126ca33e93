package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tells whether a source file is still the one that was read.
///
/// @param path absolute path, symbolic links resolved
/// @param size bytes
/// @param modifiedNanos time of the last change, nanoseconds since 1970
public record SourceStamp(String path, long size, long modifiedNanos) {

  /// Looks at a file.
  ///
  /// @throws IOException when there is none or it cannot be looked at
  public static SourceStamp of(Path file) throws IOException {
    Path real = file.toRealPath();
    BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
    long nanos = attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS);
    return new SourceStamp(real.toString(), attributes.size(), nanos);
  }

  /// As a record has it, only that it is not linked at its first use, at the end of every build.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SourceStamp stamp
        && path.equals(stamp.path)
        && size == stamp.size
        && modifiedNanos == stamp.modifiedNanos;
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, size, modifiedNanos);
  }

  /// The name of the file without its folders.
  String name() {
    return path.substring(path.lastIndexOf(java.io.File.separatorChar) + 1);
  }
}
