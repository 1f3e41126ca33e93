package org.visiomatic.tiler.pyramid;

import java.util.List;

/// One image HDU of the source and its place in the frame.
///
/// @param hdu number of the HDU in the file, 0 for the primary
/// @param name `EXTNAME`, or empty
/// @param width columns of the HDU, overscan included
/// @param height rows of the HDU, overscan included
/// @param channels planes of the HDU
/// @param dataX columns of the HDU that hold the image (`DATASEC`)
/// @param dataY rows of the HDU that hold the image (`DATASEC`)
/// @param frameX columns of the frame that they fill (`DETSEC`)
/// @param frameY rows of the frame that they fill, counted from the bottom (`DETSEC`)
/// @param statistics one per channel
/// @param header header of the HDU, as read after scaling and decompression
public record ImageSection(
    int hdu,
    String name,
    int width,
    int height,
    int channels,
    PixelRange dataX,
    PixelRange dataY,
    PixelRange frameX,
    PixelRange frameY,
    List<ChannelStatistics> statistics,
    Header header) {

  public ImageSection {
    statistics = List.copyOf(statistics);
  }

  /// The same with less in its statistics: those of a hundred images with theirs would be megabytes
  /// of metadata.
  public ImageSection withoutHistograms() {
    return new ImageSection(
        hdu,
        name,
        width,
        height,
        channels,
        dataX,
        dataY,
        frameX,
        frameY,
        statistics.stream().map(ChannelStatistics::withoutHistogram).toList(),
        header);
  }
}
