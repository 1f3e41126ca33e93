package org.visiomatic.serve.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.visiomatic.serve.library.BusyException;
import org.visiomatic.serve.library.ImageLibrary;
import org.visiomatic.serve.library.ImageUnavailableException;
import org.visiomatic.serve.library.Loan;
import org.visiomatic.serve.library.Warming;
import org.visiomatic.serve.ops.Telemetry;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// Fills the memory of a server ahead of visitors: with the pixels of an image's coarse levels, and
/// with the tiles that a client first asks for.
///
/// An image of one channel is first shown by itself, in the default look. One of several channels
/// is first shown in colours that the client chooses, so there is nothing to be drawn ahead.
public final class Warmer {

  private final ImageLibrary library;
  private final ImageApi api;
  private final RequestParser parser;
  private final int room;

  /// @param room how many tiles may be drawn for one image
  public Warmer(ImageLibrary library, ImageApi api, RequestParser parser, int room) {
    this.library = library;
    this.api = api;
    this.parser = parser;
    this.room = room;
  }

  /// Warms an image, building its pyramid where there is none.
  ///
  /// @param levels how many of its levels, the coarsest first
  public Warmed warm(String name, int levels)
      throws ImageUnavailableException, InterruptedException {
    try (Loan loan = library.borrow(name)) {
      Warming read = Warming.of(loan.image().pixels(), levels);
      int drawn = draw(name, loan.image().pixels().geometry(), read.levels());
      return new Warmed(loan.image().identity(), read.levels(), read.tiles(), drawn);
    }
  }

  private int draw(String name, PyramidGeometry geometry, int levels)
      throws ImageUnavailableException, InterruptedException {
    int drawn = 0;
    for (int resolution = 0; geometry.channels() == 1 && resolution < levels; resolution++) {
      long tiles = geometry.tiles(geometry.levels() - 1 - resolution);
      if (drawn + tiles > room) {
        return drawn;
      }
      for (int index = 0; index < tiles; index++) {
        try {
          draw(name, resolution, index);
        } catch (BusyException e) {
          // Visitors want all that can be drawn, and go first.
          return drawn;
        }
        drawn++;
      }
    }
    return drawn;
  }

  /// As a visitor would ask for it, but not counted as one.
  private void draw(String name, int resolution, int index)
      throws ImageUnavailableException, InterruptedException {
    String query =
        "FIF=%s&CHAN=1&JTL=%d,%d"
            .formatted(URLEncoder.encode(name, StandardCharsets.UTF_8), resolution, index);
    if (parser.parse(QueryString.parse(query)) instanceof ApiRequest.OfImage tile) {
      api.answer(tile, Optional.empty(), new Stages(new Telemetry()));
    }
  }
}
