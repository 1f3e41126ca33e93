package org.visiomatic.shell.cache;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.tiler.pyramid.CacheFolder;

/// Marks images as ones to keep whatever the limits of the cache folder are, or takes that back.
///
/// @param images those of the folder
/// @param pyramids the ones to mark
/// @param isJson whether to print JSON in place of talk
public record Pinning(CachedImages images, List<Path> pyramids, boolean isJson) {

  public Pinning {
    pyramids = List.copyOf(pyramids);
  }

  /// Marks them.
  ///
  /// @return the exit code
  public int pin(Surroundings surroundings) throws IOException {
    int code = ExitCode.OK;
    for (Path pyramid : pyramids) {
      boolean isPinned = images.folder().pin(pyramid);
      tell(
          surroundings,
          pyramid,
          isPinned,
          isPinned ? "%s is pinned." : "%s has just been removed and cannot be pinned.");
      code = isPinned ? code : ExitCode.SOME_FAILED;
    }
    return code;
  }

  /// Takes the marks back.
  ///
  /// @return the exit code
  public int unpin(Surroundings surroundings) throws IOException {
    CacheFolder folder = images.folder();
    for (Path pyramid : pyramids) {
      boolean was = folder.isPinned(pyramid);
      folder.unpin(pyramid);
      tell(surroundings, pyramid, false, was ? "%s is not pinned any more." : "%s was not pinned.");
    }
    return ExitCode.OK;
  }

  private void tell(Surroundings surroundings, Path pyramid, boolean isPinned, String sentence) {
    String name = images.nameOf(pyramid);
    if (isJson) {
      ObjectNode object = Document.object();
      object.put("image", name).put("pyramid", pyramid.toString()).put("pinned", isPinned);
      surroundings.out().println(Document.line(object));
    } else {
      surroundings.say(sentence.formatted(name));
    }
  }
}
