package org.visiomatic.serve.api;

import java.util.List;
import java.util.Optional;

/// What a query asks for, with every default filled in.
public sealed interface ApiRequest {

  /// No image is named: the page that tells what this service is.
  record Banner() implements ApiRequest {}

  /// A request about one image.
  sealed interface OfImage extends ApiRequest {

    /// Name of the image, below the data folder.
    String image();
  }

  /// An image is named, but nothing is asked of it.
  record NoOperation(String image) implements OfImage {}

  /// The text header.
  record TextHeader(String image) implements OfImage {}

  /// The JSON model.
  record Model(String image) implements OfImage {}

  /// Values along a line.
  ///
  /// @param channels from 1; empty for all
  record Profile(String image, List<Integer> channels, Line line) implements OfImage {

    public Profile {
      channels = List.copyOf(channels);
    }
  }

  /// Values of one pixel; counts from 1 at the bottom left.
  ///
  /// @param channels from 1; empty for all
  record Values(String image, List<Integer> channels, int x, int y) implements OfImage {

    public Values {
      channels = List.copyOf(channels);
    }
  }

  /// A tile.
  ///
  /// @param resolution 0 is the coarsest
  /// @param index from the left, then from the top
  /// @param version identity of the pyramid that the client has in mind
  record Tile(String image, int resolution, int index, Look look, Optional<String> version)
      implements OfImage {}

  /// A region.
  ///
  /// @param box corners; y counts from the top, the second corner is left out
  /// @param binning at least 1
  /// @param version identity of the pyramid that the client has in mind
  record Region(String image, Line box, int binning, Look look, Optional<String> version)
      implements OfImage {}

  /// Two points, each counted from 1.
  record Line(int x1, int y1, int x2, int y2) {}
}
