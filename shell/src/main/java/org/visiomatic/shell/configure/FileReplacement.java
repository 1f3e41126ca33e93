package org.visiomatic.shell.configure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A configuration file written anew: beside its place and flushed to the disk first, so that
/// nobody ever reads half of it, even after a power cut. It keeps its owner and its permissions.
final class FileReplacement {

  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private static final int MOST_LINKS = 40;

  private final Path file;
  private final boolean isSecret;

  /// @param file where it is to stand; no link
  /// @param isSecret whether a file that is not there yet is for its owner only
  FileReplacement(Path file, boolean isSecret) {
    this.file = file;
    this.isSecret = isSecret;
  }

  /// Where a file stands that is named, links followed, though it may not be there.
  static Path place(Path named) throws IOException {
    Path place = named.toAbsolutePath();
    if (Files.exists(place)) {
      return place.toRealPath();
    }
    Path target = place;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(named.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target)).normalize();
    }
    return target;
  }

  /// Writes it where there is none yet.
  ///
  /// @return false when there is one now; it is left as it is
  boolean create(byte[] content) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path beside = write(content, isSecret);
    try {
      link(beside);
      forceNames();
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /// Writes it over the one that is there.
  ///
  /// @param last asked just before it is put into its place; false leaves all as it is
  /// @return whether it was put there
  boolean replace(byte[] content, Check last) throws IOException {
    Path beside = write(content, true);
    try {
      keepOwner(beside);
      if (!last.holds()) {
        return false;
      }
      move(beside);
      forceNames();
      return true;
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private Path write(byte[] content, boolean mine) throws IOException {
    Path beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    FileAttribute<?>[] attributes =
        mine && posix(file.getParent()) != null
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try (FileChannel channel = FileChannel.open(beside, NEW, attributes)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      return beside;
    } catch (IOException e) {
      Files.deleteIfExists(beside);
      throw e;
    }
  }

  private void keepOwner(Path beside) throws IOException {
    PosixFileAttributeView from = posix(file);
    PosixFileAttributeView to = posix(beside);
    if (from == null || to == null) {
      return;
    }
    PosixFileAttributes kept = from.readAttributes();
    PosixFileAttributes made = to.readAttributes();
    try {
      if (!made.owner().equals(kept.owner())) {
        to.setOwner(kept.owner());
      }
      if (!made.group().equals(kept.group())) {
        to.setGroup(kept.group());
      }
    } catch (FileSystemException e) {
      throw new FileSystemException(
          file.toString(),
          null,
          "it belongs to %s:%s, and this user cannot leave it to them"
              .formatted(kept.owner(), kept.group()));
    }
    to.setPermissions(kept.permissions());
  }

  private static @Nullable PosixFileAttributeView posix(@Nullable Path path) {
    return path == null
        ? null
        : Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  /// A second name, unlike a new name, never takes the place of another file.
  private void link(Path beside) throws IOException {
    try {
      Files.createLink(file, beside);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(beside, file);
    }
  }

  private void move(Path beside) throws IOException {
    try {
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Windows cannot, and need not.
  private void forceNames() throws IOException {
    Path folder = file.getParent();
    if (folder != null && posix(folder) != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /// A last look.
  @FunctionalInterface
  interface Check {
    boolean holds() throws IOException;
  }
}
