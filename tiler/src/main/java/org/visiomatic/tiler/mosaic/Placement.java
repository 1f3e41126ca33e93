package org.visiomatic.tiler.mosaic;

import java.util.List;
import org.visiomatic.tiler.pyramid.ChannelStatistics;
import org.visiomatic.tiler.pyramid.ImageSection;
import org.visiomatic.tiler.pyramid.PixelRange;
import org.visiomatic.tiler.source.ImageHdu;

/// One image and its place in the frame. Ranges are as the keywords say, FITS style.
///
/// @param image the image
/// @param dataX columns of the image that are used (`DATASEC`)
/// @param dataY rows of the image that are used (`DATASEC`)
/// @param frameX columns of the frame that they fill (`DETSEC`)
/// @param frameY rows of the frame that they fill, from the bottom (`DETSEC`)
public record Placement(
    ImageHdu image, PixelRange dataX, PixelRange dataY, PixelRange frameX, PixelRange frameY) {

  /// What a pyramid says of the image.
  ///
  /// @param statistics one per channel
  public ImageSection section(List<ChannelStatistics> statistics) {
    return new ImageSection(
        image.number(),
        image.name(),
        image.width(),
        image.height(),
        image.channels(),
        dataX,
        dataY,
        frameX,
        frameY,
        statistics,
        image.header());
  }
}
