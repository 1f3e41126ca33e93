package org.visiomatic.serve.api;

import java.util.Optional;
import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.serve.library.ServedImage;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// Draws pictures of one open image in this process: those that the API answers with, byte for
/// byte, without addresses, waiting lines and pictures kept in memory. Safe for use by many threads
/// until the image is closed.
public final class Drawings {

  /// What samples of pixels may take in memory.
  private static final long SAMPLE_BYTES = 8L << 20;

  private static final String NAME = "image";

  private final ServedImage image;
  private final RequestParser parser;
  private final int maxRegionTiles;
  private final PixelSamples samples = new PixelSamples(SAMPLE_BYTES);

  /// @param image closed by the caller
  /// @param defaults how pictures look when a query does not say
  /// @param maxRegionTiles how many tiles a region may touch
  public Drawings(ServedImage image, ImageDefaults defaults, int maxRegionTiles) {
    this.image = image;
    this.maxRegionTiles = maxRegionTiles;
    parser = new RequestParser(defaults, Optional.of(NAME));
  }

  /// The picture that a query asks for; nothing is drawn yet.
  ///
  /// @param query with `JTL` or `RGN`
  /// @throws RefusedRequestException when it makes no sense for this image
  public Drawing plan(QueryString query) {
    PyramidGeometry geometry = image.pixels().geometry();
    PicturePlan plan =
        switch (parser.parse(query)) {
          case ApiRequest.Tile tile -> PicturePlan.of(geometry, tile);
          case ApiRequest.Region region -> PicturePlan.of(geometry, region, maxRegionTiles);
          case ApiRequest other ->
              throw new IllegalArgumentException("The query asks for " + other + ", no picture.");
        };
    return new Drawing(image, plan, samples);
  }
}
