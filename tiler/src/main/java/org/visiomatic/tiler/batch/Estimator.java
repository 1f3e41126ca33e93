package org.visiomatic.tiler.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.visiomatic.tiler.build.SourceFiles;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.fits.PackedFile;
import org.visiomatic.tiler.mosaic.Mosaic;
import org.visiomatic.tiler.pyramid.ChannelStatistics;
import org.visiomatic.tiler.pyramid.ImageSection;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.PyramidMetadata;
import org.visiomatic.tiler.pyramid.PyramidSize;
import org.visiomatic.tiler.pyramid.SourceStamp;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.source.HduSelection;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.ImageHdu;

/// Tells from the headers of a file what its pyramid will take. Pixels are not read.
///
/// @param options of the builds
/// @param scratch folder for files that are removed at once
record Estimator(TilingOptions options, Path scratch) {

  /// Pixels that a thread makes into a pyramid in a second, when the file is in memory and the disk
  /// keeps up; a round figure, see `docs/how-to/pipeline.md`.
  private static final double PIXELS_PER_SECOND = 40e6;

  /// Bytes that are unpacked or decompressed in a second.
  private static final double SCRATCH_BYTES_PER_SECOND = 150e6;

  /// Opening, flushing and publishing, whatever the size.
  private static final double SECONDS_PER_IMAGE = 0.02;

  /// Of a packed file that cannot be looked into: a pyramid of floats and a third, made of the
  /// usual 16-bit integers.
  private static final double PYRAMID_PER_UNPACKED_BYTE = 1.7;

  /// Standing for what is not known yet; as many digits as usual.
  private static final ChannelStatistics UNKNOWN =
      new ChannelStatistics(1234.567f, 12.34567f, 1123.456f, 23456.78f);

  /// Looks into a file.
  ///
  /// @throws org.visiomatic.tiler.source.UnreadableSourceException when there is no image to be had
  ///   from it
  Estimate of(Path file) throws IOException {
    Path folder = Files.createTempDirectory(scratch, "look-");
    try {
      Optional<PackedFile> packed = PackedFile.of(file);
      return packed.isPresent() ? packed(file, packed.get(), folder) : plain(file, file, folder);
    } finally {
      remove(folder);
    }
  }

  private Estimate plain(Path source, Path file, Path folder) throws IOException {
    String name = String.valueOf(source.getFileName());
    Path inner = Files.createDirectory(folder.resolve("scratch"));
    try (ImageFile open = SourceFiles.open(file, inner)) {
      List<ImageHdu> images = new HduSelection(options.extensions()).from(name, open.images());
      Mosaic mosaic = Mosaic.of(name, images);
      PyramidGeometry geometry = mosaic.geometry(options.tileSize());
      long bytes =
          PyramidSize.bytes(
              geometry,
              mosaic.format(),
              options.storage().checksums(),
              metadata(source, open, mosaic));
      // Images that are decompressed have made their files, which are holes so far.
      long scratchBytes = sizes(inner);
      return new Estimate(
          Optional.of(geometry),
          bytes,
          scratchBytes,
          seconds(geometry, scratchBytes),
          options.storage().compression() == Storage.Compression.NONE);
    }
  }

  /// Reads the headers at the beginning; what follows beyond them is taken for more of the same.
  private Estimate packed(Path file, PackedFile packed, Path folder) throws IOException {
    Path head = folder.resolve("head.fits");
    try {
      boolean whole = packed.writeHead(head);
      double factor = whole ? 1 : packed.unpackedBytes() / (double) packed.describedBytes(head);
      Estimate known = plain(file, head, folder);
      return new Estimate(
          known.geometry().filter(geometry -> whole),
          (long) (factor * known.bytes()),
          (long) (factor * known.scratchBytes()) + packed.unpackedBytes(),
          factor * known.seconds() + packed.unpackedBytes() / SCRATCH_BYTES_PER_SECOND,
          false);
    } catch (IOException e) {
      long unpacked = packed.unpackedBytes();
      double pixels = unpacked / (double) Short.BYTES;
      return new Estimate(
          Optional.empty(),
          (long) (unpacked * PYRAMID_PER_UNPACKED_BYTE),
          unpacked,
          SECONDS_PER_IMAGE + pixels / rate() + unpacked / SCRATCH_BYTES_PER_SECOND,
          false);
    }
  }

  private double seconds(PyramidGeometry geometry, long scratchBytes) {
    return SECONDS_PER_IMAGE
        + PyramidFacts.megapixels(geometry) * 1e6 / rate()
        + scratchBytes / SCRATCH_BYTES_PER_SECOND;
  }

  private double rate() {
    return PIXELS_PER_SECOND * options.threads();
  }

  private PyramidMetadata metadata(Path source, ImageFile file, Mosaic mosaic) throws IOException {
    List<ImageSection> sections =
        mosaic.placements().stream()
            .map(
                placement ->
                    placement.section(Collections.nCopies(placement.image().channels(), UNKNOWN)))
            .toList();
    List<String> notes = new ArrayList<>(file.notes());
    notes.addAll(mosaic.notes());
    return new PyramidMetadata(
        SourceStamp.of(source),
        options.canonical(),
        mosaic.header(),
        sections,
        Collections.nCopies(mosaic.channels(), UNKNOWN),
        notes);
  }

  private static long sizes(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.toList().reversed()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
