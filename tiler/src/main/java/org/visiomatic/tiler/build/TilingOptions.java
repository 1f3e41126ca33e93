package org.visiomatic.tiler.build;

import java.util.List;
import org.visiomatic.tiler.pyramid.PyramidDescription;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;

/// What shapes a pyramid and what it may cost to make.
///
/// @param tileSize shape of the tiles
/// @param extensions which HDUs to take, by number (`2`), range (`1-4`) or name (`SCI`); empty for
///   all images
/// @param threads threads that work on pixels, at least 1
/// @param memoryBytes how much working memory all builds that run at the same time may take
///   together, whatever the size of the images
/// @param storage how new pyramids are kept on disk
public record TilingOptions(
    TileSize tileSize, List<String> extensions, int threads, long memoryBytes, Storage storage) {

  private static final String EXTENSIONS = ";extensions=";

  public TilingOptions {
    extensions = List.copyOf(extensions);
  }

  /// Defaults: 256 × 256 tiles, all extensions, all cores, 192 MiB, plain storage.
  public static TilingOptions defaults() {
    return new TilingOptions(
        TileSize.DEFAULT,
        List.of(),
        Runtime.getRuntime().availableProcessors(),
        192L << 20,
        Storage.PLAIN);
  }

  /// The options that a pyramid was made with.
  ///
  /// @throws IllegalArgumentException when its options are not a text that [#canonical] has made
  public static TilingOptions of(PyramidDescription pyramid, int threads, long memoryBytes) {
    String text = pyramid.metadata().options();
    int names = text.indexOf(EXTENSIONS);
    String list = names < 0 ? "" : text.substring(names + EXTENSIONS.length());
    TilingOptions options =
        new TilingOptions(
            pyramid.geometry().tile(),
            list.isEmpty() ? List.of() : List.of(list.split(",")),
            threads,
            memoryBytes,
            pyramid.storage());
    if (!options.canonical().equals(text)) {
      throw new IllegalArgumentException(
          "The options '%s' of a pyramid are not understood; '%s' was expected."
              .formatted(text, options.canonical()));
    }
    return options;
  }

  /// The part that shapes the pixels, as canonical text. How they are stored is no part of it: a
  /// pyramid serves whoever wants its pixels.
  public String canonical() {
    String tile = "tile=" + tileSize.height() + "x" + tileSize.width();
    return tile + EXTENSIONS + String.join(",", extensions);
  }
}
