package org.visiomatic.tiler.pyramid;

import java.util.List;

/// What a pyramid says about itself besides its pixels.
///
/// @param source the file that it was made from
/// @param options the options that shaped it, as canonical text; a pyramid made with other options
///   is not current
/// @param header header of the whole frame
/// @param sections the image HDUs, in the order of the file
/// @param statistics of the frame, one per channel
/// @param notes sentences for the user about how the file was read (layout chosen, HDUs left out),
///   often empty
public record PyramidMetadata(
    SourceStamp source,
    String options,
    Header header,
    List<ImageSection> sections,
    List<ChannelStatistics> statistics,
    List<String> notes) {

  public PyramidMetadata {
    sections = List.copyOf(sections);
    statistics = List.copyOf(statistics);
    notes = List.copyOf(notes);
  }
}
