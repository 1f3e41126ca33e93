package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/// Copies folders and files with their owners, permissions and times of modification, holes left as
/// holes; each file is flushed to the disk and read back.
///
/// @param progress told of each piece that was copied, in bytes
record FolderCopy(LongConsumer progress) {

  private static final int BLOCK = 1 << 16;

  /// Copies whatever stands at a place: a file, a link or a folder with all below it.
  ///
  /// @param to does not exist
  void copy(Path from, Path to) throws IOException {
    if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(to);
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
        for (Path entry : entries) {
          copy(entry, to.resolve(entry.getFileName()));
        }
      }
      copyOwner(from, to);
      Folders.forceNames(to);
      Files.setLastModifiedTime(to, Files.getLastModifiedTime(from));
    } else if (Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
      copyFile(from, to);
    } else {
      Files.copy(from, to, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void copyFile(Path from, Path to) throws IOException {
    long written;
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(
                to,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.SPARSE)) {
      written = write(in, out);
      out.force(true);
      if (check(out) != written) {
        throw new IOException(
            "The copy %s does not read as it was written; check that disk.".formatted(to));
      }
    }
    copyOwner(from, to);
    Files.setLastModifiedTime(to, Files.getLastModifiedTime(from));
  }

  /// @return the CRC-32C of what was read
  private long write(FileChannel in, FileChannel out) throws IOException {
    CRC32C check = new CRC32C();
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    long end = 0;
    while (fill(block, in)) {
      check.update(block.array(), 0, block.limit());
      if (isZero(block)) {
        out.position(out.position() + block.limit());
      } else {
        while (block.hasRemaining()) {
          out.write(block);
        }
      }
      end += block.limit();
      progress.accept(block.limit());
    }
    if (out.size() < end) {
      out.write(ByteBuffer.allocate(1), end - 1);
    }
    return check.getValue();
  }

  private static long check(FileChannel file) throws IOException {
    CRC32C check = new CRC32C();
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    file.position(0);
    while (fill(block, file)) {
      check.update(block);
    }
    return check.getValue();
  }

  private static boolean fill(ByteBuffer block, FileChannel in) throws IOException {
    block.clear();
    while (block.hasRemaining() && in.read(block) >= 0) {}
    block.flip();
    return block.hasRemaining();
  }

  private static boolean isZero(ByteBuffer block) {
    return block.mismatch(ByteBuffer.allocate(block.limit())) < 0;
  }

  /// Gives a file the owner and the permissions of another one, where the system has such.
  static void copyOwner(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    PosixFileAttributes wanted = Files.readAttributes(from, PosixFileAttributes.class);
    PosixFileAttributes found = view.readAttributes();
    if (!found.owner().equals(wanted.owner())) {
      view.setOwner(wanted.owner());
    }
    if (!found.group().equals(wanted.group())) {
      view.setGroup(wanted.group());
    }
    if (!found.permissions().equals(wanted.permissions())) {
      view.setPermissions(wanted.permissions());
    }
  }
}
