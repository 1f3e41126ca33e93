package org.visiomatic.shell.archive;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.visiomatic.shell.cache.CachedImages;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.tiler.archive.ArchiveFormat;
import org.visiomatic.tiler.archive.PyramidImport.Imported;
import org.visiomatic.tiler.batch.ByteSize;
import org.visiomatic.tiler.pyramid.CacheFolder;

/// Prints what became of archives, as sentences or as one JSON object per line.
///
/// @param cache whose images are named
/// @param json whether lines are JSON
public record ArchiveReport(Surroundings surroundings, CacheFolder cache, boolean json) {

  private static final JsonMapper JSON = new JsonMapper();

  /// Those would move the cursor of a terminal, or worse.
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u0080-\u009f]");

  /// What stands behind the name of the source in the name of a pyramid's folder.
  private static final String REST = "-[0-9a-f]{16}\\.ome\\.zarr$";

  void say(String sentence) {
    surroundings.say(sentence);
  }

  void add(Export.Exported exported, ArchiveFormat format) throws IOException {
    long bytes = Files.size(exported.file());
    if (!json) {
      print(
          "exported %s to %s (%s)"
              .formatted(exported.image(), exported.file(), ByteSize.text(bytes)));
      return;
    }
    ObjectNode line = JSON.createObjectNode();
    line.put("image", exported.image());
    line.put("pyramid", exported.pyramid().toString());
    line.put("file", exported.file().toString());
    line.put("format", format.toString());
    line.put("bytes", bytes);
    line.put("files", exported.contents().files());
    line.put("pyramid_bytes", exported.contents().bytes());
    print(line.toString());
  }

  void add(Imported imported) throws IOException {
    CachedImages images = CachedImages.in(cache);
    String image =
        images.pyramids().contains(imported.pyramid())
            ? images.nameOf(imported.pyramid())
            : String.valueOf(imported.pyramid().getFileName()).replaceFirst(REST, "");
    if (!json) {
      print(sentence(image, imported));
      return;
    }
    ObjectNode line = JSON.createObjectNode();
    line.put("archive", imported.archive().toString());
    line.put("status", name(imported.status()));
    line.put("image", image);
    line.put("pyramid", imported.pyramid().toString());
    line.putObject("source")
        .put("path", imported.source())
        .put("state", name(imported.sourceState()));
    line.put("files", imported.files());
    line.put("bytes", imported.bytes());
    print(line.toString());
  }

  void refuse(Path archive, String sentence) {
    if (json) {
      ObjectNode line = JSON.createObjectNode();
      line.put("archive", archive.toString()).put("status", "refused").put("message", sentence);
      print(line.toString());
    }
    surroundings.say(CONTROL.matcher(sentence).replaceAll("�"));
  }

  private static String sentence(String image, Imported imported) {
    String what =
        switch (imported.status()) {
          case IMPORTED -> "imported %s (%s)";
          case WOULD_IMPORT -> "would import %s (%s)";
          case KEPT -> "kept %s (%s), which is there already; --force replaces it";
        };
    String source = CONTROL.matcher(imported.source()).replaceAll("�");
    String remark =
        switch (imported.sourceState()) {
          case CURRENT -> "";
          case CHANGED ->
              "; its source %s has changed since, so a server builds it anew".formatted(source);
          case MISSING ->
              "; its source %s is not here, so it is an orphan that only answers to its name"
                  .formatted(source);
        };
    return what.formatted(image, ByteSize.text(imported.bytes())) + remark;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private void print(String line) {
    surroundings.out().println(line);
  }
}
