package org.visiomatic.tiler.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.PyramidMetadata;

/// What a report says about a pyramid.
///
/// @param folder where it stands
/// @param geometry its sizes
/// @param bytes what it takes on disk
/// @param hdus image HDUs that it was made from
/// @param notes sentences about how the file was read; often empty
public record PyramidFacts(
    Path folder, PyramidGeometry geometry, long bytes, List<UsedHdu> hdus, List<String> notes) {

  public PyramidFacts {
    hdus = List.copyOf(hdus);
    notes = List.copyOf(notes);
  }

  /// An HDU that a pyramid was made from.
  ///
  /// @param number place in the file, 0 for the primary
  /// @param name `EXTNAME`, or empty
  public record UsedHdu(int number, String name) {}

  static PyramidFacts of(Pyramid pyramid, CacheFolder cache) throws IOException {
    PyramidMetadata metadata = pyramid.metadata();
    Path folder = cache.pyramidOf(metadata.source(), metadata.options());
    List<UsedHdu> hdus =
        metadata.sections().stream().map(s -> new UsedHdu(s.hdu(), s.name())).toList();
    return new PyramidFacts(
        folder, pyramid.geometry(), cache.bytes(folder), hdus, metadata.notes());
  }

  /// Pixels of level 0, all channels, in millions.
  public double megapixels() {
    return megapixels(geometry);
  }

  static double megapixels(PyramidGeometry geometry) {
    return geometry.pixels(0) / 1e6;
  }
}
