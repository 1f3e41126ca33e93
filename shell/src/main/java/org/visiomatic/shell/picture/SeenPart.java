package org.visiomatic.shell.picture;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// What a picture on the terminal shows. Columns count from 1 at the left, rows from 1 at the
/// bottom, and both ends are seen.
///
/// @param image what users call the image
/// @param channel from 1; null when all are mixed
/// @param width columns of the image
/// @param height rows of the image
/// @param drawnWidth pixels of the picture across
/// @param drawnHeight pixels of the picture down
/// @param step columns of the image per pixel of the picture
record SeenPart(
    String image,
    @Nullable Integer channel,
    int left,
    int right,
    int bottom,
    int top,
    int width,
    int height,
    @JsonProperty("drawn_width") int drawnWidth,
    @JsonProperty("drawn_height") int drawnHeight,
    double step) {

  static SeenPart of(String image, @Nullable Integer channel, PyramidGeometry geometry, View view) {
    double right = Math.ceil(view.left() + view.width() * view.step());
    double below = Math.ceil(view.top() + view.height() * view.stepDown());
    int height = geometry.height();
    return new SeenPart(
        image,
        channel,
        (int) view.left() + 1,
        (int) Math.min(geometry.width(), right),
        height - (int) Math.min(height, below) + 1,
        height - (int) view.top(),
        geometry.width(),
        height,
        view.width(),
        view.height(),
        view.step());
  }

  String sentence() {
    return "%s, %s: columns %d to %d of %d, rows %d to %d of %d from the bottom; %s image pixels per drawn one."
        .formatted(
            image,
            channel == null ? "all channels" : "channel " + channel,
            left,
            right,
            width,
            bottom,
            top,
            height,
            Figures.brief(step));
  }
}
