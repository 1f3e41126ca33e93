package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A file that remembers what the pyramids of a cache folder hold and take, so that a list of
/// thousands needs one look at each folder in place of a walk through it.
///
/// It is only a memo. Each line is checked against the stamp of the folder that it is about; what
/// is missing, stale or damaged is found out again by whoever needs it, and noted. To lose the file
/// is to lose time once. Any number of processes append to it without a lock: each line carries its
/// own checksum, and of several for one pyramid the last holds. It is written anew beside its place
/// and moved there by whoever finds it full of lines that say nothing any more; what another
/// process appends at that moment is found out again.
final class Inventory {

  /// Nobody who keeps the rules above writes so much.
  private static final long LARGEST = 1L << 28;

  /// Lines that may say nothing any more before the file is written anew; more when more do.
  private static final int DEAD = 64;

  private final Path file;
  private final Path staging;
  private final NamedLocks locks;

  /// @param file where it is kept
  /// @param staging where it is written anew, guarded by a lock of its name like all that is there
  Inventory(Path file, Path staging, NamedLocks locks) {
    this.file = file;
    this.staging = staging;
    this.locks = locks;
  }

  /// What is known of pyramids, in the same order; those that have just been removed are left out.
  /// What was not known yet is noted; of those that cannot say what they hold nothing is.
  ///
  /// @param standing all pyramids of the folder
  /// @param pinned names of those that are pinned
  List<CachedPyramid> of(List<StandingPyramid> standing, Set<String> pinned) throws IOException {
    Contents contents = read();
    List<CachedPyramid> known = new ArrayList<>(standing.size());
    List<InventoryLine> valid = new ArrayList<>(standing.size());
    List<InventoryLine> fresh = new ArrayList<>();
    for (StandingPyramid pyramid : standing) {
      InventoryLine line = contents.lines.get(pyramid.name());
      if (line == null || line.stamp() != pyramid.stamp()) {
        line = look(pyramid);
        if (line != null) {
          fresh.add(line);
        }
      }
      if (line != null) {
        valid.add(line);
      } else if (!Files.isDirectory(pyramid.folder())) {
        // Just removed.
        continue;
      }
      known.add(
          new CachedPyramid(
              pyramid.folder(),
              pyramid.used(),
              pinned.contains(pyramid.name()),
              line == null ? Folders.bytes(pyramid.folder()) : line.bytes(),
              Optional.ofNullable(line).map(InventoryLine::outline)));
    }
    note(contents.count, valid, fresh);
    return known;
  }

  private static @Nullable InventoryLine look(StandingPyramid pyramid) throws IOException {
    try {
      return InventoryLine.of(pyramid);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      log().log(Logger.Level.DEBUG, "Nothing is known of " + pyramid.folder() + ".", e);
      return null;
    }
  }

  private void note(int count, List<InventoryLine> valid, List<InventoryLine> fresh) {
    int dead = count + fresh.size() - valid.size();
    if (fresh.size() > DEAD || dead > Math.max(DEAD, valid.size())) {
      replace(valid);
    } else if (!fresh.isEmpty()) {
      append(fresh);
    }
  }

  /// Notes the pyramid at a place if it is another one than before.
  ///
  /// @param before what stood there
  void replaced(Path place, Optional<StandingPyramid> before) {
    try {
      Optional<StandingPyramid> now = StandingPyramid.at(place);
      long stamp = before.map(StandingPyramid::stamp).orElse(-1L);
      if (now.isPresent() && now.get().stamp() != stamp) {
        append(List.of(InventoryLine.of(now.get())));
      }
    } catch (IOException e) {
      forget(e);
    }
  }

  private void append(Collection<InventoryLine> lines) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      // The last line of somebody who died meanwhile must not swallow the first of ours.
      write(channel, "\n" + text(lines));
    } catch (IOException e) {
      forget(e);
    }
  }

  private void replace(Collection<InventoryLine> lines) {
    String name = String.valueOf(file.getFileName());
    try {
      Files.createDirectories(staging);
      locks.tryRun(name, () -> replace(staging.resolve(name + ".new"), lines));
    } catch (IOException e) {
      forget(e);
    }
  }

  private void replace(Path beside, Collection<InventoryLine> lines) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      write(channel, text(lines));
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String text(Collection<InventoryLine> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.text()));
    return text.toString();
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private Contents read() throws IOException {
    Map<String, InventoryLine> lines = new HashMap<>();
    byte[] bytes = load();
    int count = 0;
    int from = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        if (at > from) {
          count++;
          InventoryLine.read(bytes, from, at).ifPresent(line -> lines.put(line.name(), line));
        }
        from = at + 1;
      }
    }
    return new Contents(lines, count);
  }

  private byte[] load() throws IOException {
    try {
      return Files.size(file) > LARGEST ? new byte[0] : Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0];
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      forget(e);
      return new byte[0];
    }
  }

  /// A cache that may only be read is listed all the same, only not as fast.
  private void forget(IOException problem) {
    log().log(Logger.Level.DEBUG, "The inventory " + file + " could not be used.", problem);
  }

  /// Asked for when there is something to say: to find a logger, the JVM opens every library.
  private static Logger log() {
    return System.getLogger(Inventory.class.getName());
  }

  /// @param lines by name of the pyramid
  /// @param count lines in the file, whatever they say
  private record Contents(Map<String, InventoryLine> lines, int count) {}
}
