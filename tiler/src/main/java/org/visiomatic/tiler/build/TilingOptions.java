package org.visiomatic.tiler.build;

import java.util.List;
import org.visiomatic.tiler.pyramid.TileSize;

/// What shapes a pyramid and what it may cost to make.
///
/// @param tileSize shape of the tiles
/// @param extensions which HDUs to take, by number (`2`), range (`1-4`) or name (`SCI`); empty for
///   all images
/// @param threads threads that work on pixels, at least 1
/// @param memoryBytes how much working memory a build may take, whatever the size of the image
public record TilingOptions(
    TileSize tileSize, List<String> extensions, int threads, long memoryBytes) {

  public TilingOptions {
    extensions = List.copyOf(extensions);
  }

  /// Defaults: 256 × 256 tiles, all extensions, all cores, 192 MiB.
  public static TilingOptions defaults() {
    return new TilingOptions(
        TileSize.DEFAULT, List.of(), Runtime.getRuntime().availableProcessors(), 192L << 20);
  }

  /// The part that shapes the result, as canonical text.
  public String canonical() {
    return "tile=%dx%d;extensions=%s"
        .formatted(tileSize.height(), tileSize.width(), String.join(",", extensions));
  }
}
