package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Whole folders: removed, and flushed to the disk.
final class Folders {

  static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

  private Folders() {}

  /// Removes a folder and all below it; what is gone already is fine.
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new ForgivingVisitor() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException problem)
              throws IOException {
            super.postVisitDirectory(inner, problem);
            Files.deleteIfExists(inner);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// What the files in a folder and below it take together, in bytes; what is gone already takes
  /// nothing.
  static long bytes(Path folder) throws IOException {
    AtomicLong sum = new AtomicLong();
    Files.walkFileTree(
        folder,
        new ForgivingVisitor() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            sum.addAndGet(attributes.size());
            return FileVisitResult.CONTINUE;
          }
        });
    return sum.get();
  }

  /// Flushes the names in a folder and in all below it to the disk.
  static void force(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException problem)
              throws IOException {
            if (problem != null) {
              throw problem;
            }
            forceNames(inner);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Flushes the names in one folder to the disk. Windows cannot, and need not.
  static void forceNames(Path folder) throws IOException {
    if (!WINDOWS) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /// Goes on where others have removed something meanwhile.
  private abstract static class ForgivingVisitor extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
      if (problem instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw problem;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException problem)
        throws IOException {
      if (problem != null && !(problem instanceof NoSuchFileException)) {
        throw problem;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
