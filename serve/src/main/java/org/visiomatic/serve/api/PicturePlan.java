package org.visiomatic.serve.api;

import java.util.List;
import org.visiomatic.tiler.encode.PictureFormat;
import org.visiomatic.tiler.encode.WebpEncoder;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// A picture that was asked for: which pixels of an image, and how they are to look.
record PicturePlan(Painter.Frame frame, Look look) {

  static PicturePlan of(PyramidGeometry geometry, ApiRequest.Tile tile) {
    Painter.Frame frame = Frames.tile(geometry, tile.resolution(), tile.index());
    return new PicturePlan(Frames.scaled(geometry, frame, tile.look().scale()), tile.look());
  }

  /// @param maxTiles how many tiles a region may touch
  static PicturePlan of(PyramidGeometry geometry, ApiRequest.Region region, int maxTiles) {
    int scale = region.look().scale();
    return new PicturePlan(
        Frames.region(geometry, region.box(), region.binning(), scale, maxTiles), region.look());
  }

  /// @throws RefusedRequestException when there can be no file of this kind
  void demandFile(Painter painter) {
    PictureFormat format = look.encoding().format();
    if (!painter.makes(format)) {
      throw new RefusedRequestException(
          406,
          List.of(
              ParameterError.of(
                  "FMT",
                  "There is no encoder for %s on this machine; ask for jpeg or png"
                      .formatted(format.mediaType()),
                  "value_error")));
    }
    int side = Math.max(frame.pictureWidth(), frame.pictureHeight());
    if (format == PictureFormat.WEBP && side > WebpEncoder.MAXIMUM_SIZE) {
      throw RefusedRequestException.senseless(
          "FMT",
          "A WebP file has at most %d pixels per side, but this picture has %d; ask for jpeg or png"
              .formatted(WebpEncoder.MAXIMUM_SIZE, side));
    }
  }
}
