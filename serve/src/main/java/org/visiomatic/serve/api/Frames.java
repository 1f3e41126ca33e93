package org.visiomatic.serve.api;

import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// Finds the rectangles that tiles and regions mean.
final class Frames {

  /// The largest side that a JPEG file of the codec can have.
  private static final int LARGEST_SIDE = 65_500;

  private static final long PIXELS_PER_TILE = 1L << 16;

  /// The largest picture that fits one array of three components, with room for the encoder.
  private static final long LARGEST_PICTURE = 500_000_000;

  private Frames() {}

  static Painter.Frame tile(PyramidGeometry geometry, int resolution, int index) {
    if (resolution < 0) {
      throw RefusedRequestException.missing(
          "JTL", "Resolution %d was asked for, but resolutions count from 0".formatted(resolution));
    }
    int level = Math.max(0, geometry.levels() - 1 - resolution);
    if (index < 0 || index >= geometry.tiles(level)) {
      throw RefusedRequestException.missing(
          "JTL",
          "Tile %d was asked for, but resolution %d has tiles 0 to %d"
              .formatted(index, resolution, geometry.tiles(level) - 1));
    }
    int row = index / geometry.columns(level);
    int column = index % geometry.columns(level);
    return new Painter.Frame(
        level,
        column * geometry.tile().width(),
        row * geometry.tile().height(),
        geometry.tileWidth(level, column),
        geometry.tileHeight(level, row));
  }

  static Painter.Frame region(
      PyramidGeometry geometry, ApiRequest.Line box, int binning, int scale, int maxTiles) {
    int level = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(binning);
    if (level >= geometry.levels()) {
      throw RefusedRequestException.missing(
          "BIN",
          "A binning of %d was asked for, but this image has binnings up to %d"
              .formatted(binning, 1 << (geometry.levels() - 1)));
    }
    int left = first(box.x1(), level);
    int top = first(box.y1(), level);
    int right = end(box.x2(), level, geometry.width(), geometry.width(level));
    int bottom = end(box.y2(), level, geometry.height(), geometry.height(level));
    if (right <= left || bottom <= top) {
      throw RefusedRequestException.senseless(
          "RGN", "This region holds no pixel of the image at this binning");
    }
    Painter.Frame plain = new Painter.Frame(level, left, top, right - left, bottom - top);
    Painter.Frame frame = scaled(geometry, plain, scale);
    demandModest(geometry, frame, maxTiles);
    return frame;
  }

  /// The same part of the image with twice as many pixels each way when `scale` is 2: those of the
  /// next finer level, else, at full resolution and along an axis that is one pixel thin on both
  /// levels, every pixel twice.
  static Painter.Frame scaled(PyramidGeometry geometry, Painter.Frame frame, int scale) {
    if (scale == 1) {
      return frame;
    }
    int finer = frame.level() - 1;
    if (finer < 0) {
      return new Painter.Frame(
          frame.level(), frame.x(), frame.y(), frame.width(), frame.height(), 2, 2);
    }
    int across = 2 * (frame.x() + frame.width()) <= geometry.width(finer) ? 2 : 1;
    int down = 2 * (frame.y() + frame.height()) <= geometry.height(finer) ? 2 : 1;
    return new Painter.Frame(
        finer,
        frame.x() * across,
        frame.y() * down,
        frame.width() * across,
        frame.height() * down,
        2 / across,
        2 / down);
  }

  private static int first(int corner, int level) {
    return (int) Math.max(0, (corner - 1L) >> level);
  }

  /// A corner behind the last pixel means all of them, even where the level is one pixel thin only
  /// because sizes never become 0.
  private static int end(int corner, int level, int fullSize, int size) {
    return corner - 1L >= fullSize ? size : (int) Math.max(0, (corner - 1L) >> level);
  }

  private static void demandModest(PyramidGeometry geometry, Painter.Frame frame, int maxTiles) {
    int tileWidth = geometry.tile().width();
    int tileHeight = geometry.tile().height();
    long across = 1L + (frame.x() + frame.width() - 1) / tileWidth - frame.x() / tileWidth;
    long down = 1L + (frame.y() + frame.height() - 1) / tileHeight - frame.y() / tileHeight;
    if (across * down > maxTiles) {
      throw RefusedRequestException.senseless(
          "RGN",
          "This region touches %d tiles, but at most %d are allowed; ask for a smaller one or a higher BIN"
              .formatted(across * down, maxTiles));
    }
    long pixels = (long) frame.pictureWidth() * frame.pictureHeight();
    long allowed = Math.min(LARGEST_PICTURE, maxTiles * PIXELS_PER_TILE);
    if (Math.max(frame.pictureWidth(), frame.pictureHeight()) > LARGEST_SIDE || pixels > allowed) {
      throw RefusedRequestException.senseless(
          "RGN",
          "This region has %d by %d pixels, but at most %d per side and %d together are allowed; ask for a smaller one or a higher BIN"
              .formatted(frame.pictureWidth(), frame.pictureHeight(), LARGEST_SIDE, allowed));
    }
  }
}
