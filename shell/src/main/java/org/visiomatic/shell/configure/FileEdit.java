package org.visiomatic.shell.configure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.visiomatic.shell.config.ConfigurationLines;

/// What was made of a configuration file.
///
/// Those who change it at the same time come one after the other: each holds a lock on the file
/// that has the name, and begins anew when that is another file by then. Editors know nothing of
/// the lock, so that the file is also compared with what was read just before it is replaced.
///
/// @param file where it stands, links followed
/// @param before what it said; nothing when it was not there
/// @param after what it says now
record FileEdit(Path file, ConfigurationLines before, ConfigurationLines after) {

  /// No configuration is that long.
  private static final int LONGEST = 16 << 20;

  /// Behind the text, as systems may keep others from reading what is locked.
  private static final long LOCKED_BYTE = 1L << 40;

  private static final int MOST_TRIES = 1000;

  /// The system locks files for processes, not for their threads.
  private static final Lock THREADS = new ReentrantLock();

  /// Changes a file, or makes it.
  ///
  /// @param named the file, which need not exist, or a link to it
  /// @param change what to make of its lines; asked again when others were quicker. What it throws
  ///   leaves the file as it is
  /// @param isSecret whether a file that is not there yet is for its owner only
  /// @throws IOException when it cannot be read or written; the message is a sentence
  static FileEdit of(Path named, UnaryOperator<ConfigurationLines> change, boolean isSecret)
      throws IOException {
    THREADS.lock();
    try {
      for (int tries = 0; tries < MOST_TRIES; tries++) {
        Path file = FileReplacement.place(named);
        FileReplacement replacement = new FileReplacement(file, isSecret);
        FileEdit edit =
            Files.exists(file)
                ? changed(file, change, replacement)
                : made(file, change, replacement);
        if (edit != null) {
          return edit;
        }
      }
      throw new IOException(
          "The configuration file %s is changed by others all the time; nothing was changed."
              .formatted(named));
    } catch (FileSystemException e) {
      throw cannotBeWritten(named, e);
    } finally {
      THREADS.unlock();
    }
  }

  /// What [#of] would make of a file, which is left as it is.
  static FileEdit planned(Path named, UnaryOperator<ConfigurationLines> change) throws IOException {
    Path file = FileReplacement.place(named);
    ConfigurationLines before =
        Files.exists(file)
            ? ConfigurationLines.of(Files.readAllBytes(file))
            : ConfigurationLines.none();
    return new FileEdit(file, before, change.apply(before));
  }

  private static IOException cannotBeWritten(Path file, FileSystemException problem) {
    String reason =
        problem.getReason() == null ? problem.getClass().getSimpleName() : problem.getReason();
    return new IOException(
        "The configuration file %s cannot be written: %s (%s). Name another place with --config."
            .formatted(file, problem.getFile(), reason),
        problem);
  }

  private static @Nullable FileEdit made(
      Path file, UnaryOperator<ConfigurationLines> change, FileReplacement replacement)
      throws IOException {
    ConfigurationLines before = ConfigurationLines.none();
    FileEdit edit = new FileEdit(file, before, change.apply(before));
    return !edit.isChange() || replacement.create(edit.after().bytes()) ? edit : null;
  }

  private static @Nullable FileEdit changed(
      Path file, UnaryOperator<ConfigurationLines> change, FileReplacement replacement)
      throws IOException {
    Object key = key(file);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      FileLock _ = channel.lock(LOCKED_BYTE, 1, false);
      if (!Objects.equals(key, key(file))) {
        return null;
      }
      byte[] read = content(file, channel);
      ConfigurationLines before = ConfigurationLines.of(read);
      FileEdit edit = new FileEdit(file, before, change.apply(before));
      return !edit.isChange()
              || replacement.replace(edit.after().bytes(), () -> isAsRead(file, key, channel, read))
          ? edit
          : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static boolean isAsRead(Path file, @Nullable Object key, FileChannel channel, byte[] read)
      throws IOException {
    // Not by its name: closing a second channel of the file would give up the lock.
    boolean same = Objects.equals(key, key(file)) && Arrays.equals(read, content(file, channel));
    if (key == null) {
      // Windows, where nothing takes the place of an open file.
      channel.close();
    }
    return same;
  }

  /// What tells the file from all others; null where there is none, or the system does not say.
  /// Numbers of files that are gone are given to new ones, hence the times.
  private static @Nullable Object key(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Object number = attributes.fileKey();
      return number == null
          ? null
          : List.of(number, attributes.creationTime(), attributes.lastModifiedTime());
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static byte[] content(Path file, FileChannel channel) throws IOException {
    if (channel.size() > LONGEST) {
      throw new FileSystemException(
          file.toString(), null, "it has %d bytes, too many for one".formatted(channel.size()));
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {}
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /// Whether it says anything else now.
  boolean isChange() {
    return !Arrays.equals(before.bytes(), after.bytes());
  }
}
