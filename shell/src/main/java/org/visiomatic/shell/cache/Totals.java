package org.visiomatic.shell.cache;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.visiomatic.shell.console.Amounts;
import org.visiomatic.tiler.batch.ByteSize;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.CacheLimits;
import org.visiomatic.tiler.pyramid.CachedPyramid;

/// How full a cache folder is.
///
/// @param folder where it is
/// @param images pyramids in it
/// @param bytes that they take
/// @param limits what it may hold
/// @param freeBytes what its disk has left
/// @param diskBytes what its disk holds
/// @param pinned pyramids that are pinned
/// @param pinnedBytes what those take
/// @param leftovers what dead builds have left
/// @param leftoverBytes what that takes
/// @param oldestUse when the least recently used pyramid was used; that of the folder when there is
///   none
public record Totals(
    Path folder,
    long images,
    long bytes,
    CacheLimits limits,
    long freeBytes,
    long diskBytes,
    long pinned,
    long pinnedBytes,
    long leftovers,
    long leftoverBytes,
    Instant oldestUse) {

  /// Those of a folder now.
  public static Totals of(CachedImages images, CacheLimits limits) throws IOException {
    CacheFolder folder = images.folder();
    FileStore disk = Files.getFileStore(folder.path());
    List<CachedPyramid> pinned = images.all().stream().filter(CachedPyramid::isPinned).toList();
    List<Path> leftovers = folder.leftovers();
    long leftoverBytes = 0;
    for (Path leftover : leftovers) {
      leftoverBytes += folder.bytes(leftover);
    }
    return new Totals(
        folder.path(),
        images.all().size(),
        bytes(images.all().stream().toList()),
        limits,
        disk.getUsableSpace(),
        disk.getTotalSpace(),
        pinned.size(),
        bytes(pinned),
        leftovers.size(),
        leftoverBytes,
        images.all().isEmpty() ? Instant.now() : images.all().getFirst().used());
  }

  private static long bytes(List<CachedPyramid> pyramids) {
    return pyramids.stream().mapToLong(CachedPyramid::bytes).sum();
  }

  /// Prints a line for each.
  ///
  /// @param now from which ages are counted
  public void print(Instant now, PrintWriter out) {
    line(out, "folder", folder.toString());
    String most = "%,d".formatted(limits.images());
    line(out, "images", "%,d".formatted(images) + of(images, limits.images(), most));
    line(
        out,
        "size",
        ByteSize.text(bytes) + of(bytes, limits.bytes(), ByteSize.text(limits.bytes())));
    line(
        out, "disk", "%s free of %s".formatted(ByteSize.text(freeBytes), ByteSize.text(diskBytes)));
    line(out, "pinned", "%,d (%s)".formatted(pinned, ByteSize.text(pinnedBytes)));
    line(
        out,
        "leftovers",
        "%,d (%s)%s"
            .formatted(
                leftovers,
                ByteSize.text(leftoverBytes),
                leftovers == 0 ? "" : "; 'visiomatic repair' removes them"));
    line(out, "oldest use", images == 0 ? "none" : Amounts.text(Duration.between(oldestUse, now)));
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("%-11s %s%n", name, value);
  }

  private static String of(long part, long limit, String text) {
    return limit == Long.MAX_VALUE
        ? ", without a limit"
        : String.format(Locale.ROOT, " of %s (%.0f %%)", text, 100.0 * part / Math.max(1, limit));
  }

  /// All of it as a JSON object.
  public String json() {
    ObjectNode object = Document.object();
    object.put("cache_dir", folder.toString()).put("images", images).put("bytes", bytes);
    limit(object, "max_cache_image_count", limits.images());
    limit(object, "max_cache_size", limits.bytes());
    object.put("free_bytes", freeBytes).put("disk_bytes", diskBytes);
    object.putObject("pinned").put("images", pinned).put("bytes", pinnedBytes);
    object.putObject("leftovers").put("folders", leftovers).put("bytes", leftoverBytes);
    if (images == 0) {
      object.putNull("oldest_use");
    } else {
      object.put("oldest_use", Document.time(oldestUse));
    }
    return Document.line(object);
  }

  private static void limit(ObjectNode object, String name, long limit) {
    if (limit == Long.MAX_VALUE) {
      object.putNull(name);
    } else {
      object.put(name, limit);
    }
  }
}
