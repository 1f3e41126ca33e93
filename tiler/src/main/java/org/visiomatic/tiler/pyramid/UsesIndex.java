package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file in which any number of processes note when they last used which pyramid; for cache
/// folders whose times of modification cannot be set, or not quickly.
///
/// A line of text says which format it is; each line after that is a time in milliseconds since
/// 1970, a blank and the URL-encoded path of a pyramid. Notes are appended, under a lock on the
/// whole file; of several for one pyramid the latest holds. When the file has grown beyond
/// [#LARGEST], the notes that still hold are written anew. To lose the file is to lose the order in
/// which pyramids are removed, nothing else.
final class UsesIndex {

  static final String HEADER = "visiomatic last uses 1\n";

  /// Bytes after which it is written anew.
  static final int LARGEST = 1 << 20;

  private static final Pattern NOTE =
      Pattern.compile("(\\d{1,15}) ((?:[A-Za-z0-9.*_+-]|%(?!00)[0-9A-F]{2})+)");

  private static final Map<Path, UsesIndex> ALL = new ConcurrentHashMap<>();

  private final Path file;

  private UsesIndex(Path file) {
    this.file = file;
  }

  /// The index in a file, the same object for all who ask in this process: a process that closes
  /// any channel of a file loses all locks that it has on it.
  ///
  /// @throws IOException when it cannot be made, or the file is something else
  static UsesIndex in(Path file) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    try {
      Path folder = absolute.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Path real = Files.exists(absolute) ? absolute.toRealPath() : absolute;
      UsesIndex index = ALL.computeIfAbsent(real, UsesIndex::new);
      index.last();
      return index;
    } catch (IOException e) {
      throw new IOException(
          "The index of last uses %s cannot be used: %s. Name another file with ultradict_cache_file, or remove this one."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /// Notes a use.
  synchronized void note(Path pyramid, Instant time) throws IOException {
    try (FileChannel channel = open();
        FileLock _ = channel.lock()) {
      demandHeader(channel);
      append(channel, (endsWithinALine(channel) ? "\n" : "") + line(pyramid, time));
      if (channel.size() > LARGEST) {
        compact(channel);
      }
    }
  }

  /// The last use of each pyramid that it knows of.
  synchronized Map<Path, Instant> last() throws IOException {
    try (FileChannel channel = open();
        FileLock _ = channel.lock()) {
      demandHeader(channel);
      return read(channel);
    }
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /// Never a byte is written to a file that is something else.
  private static void demandHeader(FileChannel channel) throws IOException {
    byte[] header = HEADER.getBytes(StandardCharsets.UTF_8);
    if (channel.size() == 0) {
      append(channel, HEADER);
      return;
    }
    ByteBuffer found = ByteBuffer.allocate(header.length);
    while (found.hasRemaining() && channel.read(found, found.position()) >= 0) {}
    if (!found.flip().equals(ByteBuffer.wrap(header))) {
      throw new IOException("it does not begin with '" + HEADER.strip() + "'");
    }
  }

  private static boolean endsWithinALine(FileChannel channel) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    channel.read(last, channel.size() - 1);
    return last.get(0) != '\n';
  }

  private static void append(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    long place = channel.size();
    while (bytes.hasRemaining()) {
      place += channel.write(bytes, place);
    }
  }

  private static Map<Path, Instant> read(FileChannel channel) throws IOException {
    if (channel.size() > 4L * LARGEST) {
      // Nobody who keeps the rules above writes so much.
      throw new IOException("it has " + channel.size() + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {}
    String text = StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    Map<Path, Instant> times = new HashMap<>();
    text.lines().skip(1).forEach(line -> take(line, times));
    return times;
  }

  /// A line that was cut short when a process died is none.
  private static void take(String line, Map<Path, Instant> times) {
    Matcher note = NOTE.matcher(line);
    if (note.matches()) {
      Path pyramid = Path.of(URLDecoder.decode(note.group(2), StandardCharsets.UTF_8));
      Instant time = Instant.ofEpochMilli(Long.parseLong(note.group(1)));
      times.merge(pyramid, time, (one, other) -> one.isAfter(other) ? one : other);
    }
  }

  private static String line(Path pyramid, Instant time) {
    String name = URLEncoder.encode(pyramid.toString(), StandardCharsets.UTF_8);
    return time.toEpochMilli() + " " + name + "\n";
  }

  /// Keeps what is known of pyramids that still exist, the latest ones where that is too much.
  private static void compact(FileChannel channel) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    read(channel).entrySet().stream()
        .filter(entry -> Files.isDirectory(entry.getKey()))
        .sorted(Map.Entry.<Path, Instant>comparingByValue().reversed())
        .map(entry -> line(entry.getKey(), entry.getValue()))
        .takeWhile(line -> text.length() + line.length() < LARGEST / 2)
        .forEach(text::append);
    channel.truncate(0);
    append(channel, text.toString());
  }
}
