package org.visiomatic.tiler.fits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.visiomatic.tiler.source.Closing;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.ImageHdu;
import org.visiomatic.tiler.source.NoImageException;
import org.visiomatic.tiler.source.OpenImageFile;
import org.visiomatic.tiler.source.SourceFile;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Opens FITS files.
public final class FitsFiles {

  /// A record that the library reads, not we.
  private static final String CARD = "NAXIS   =                    2 / number of axes";

  private FitsFiles() {}

  /// Initialises what the first header needs, for whoever has time for it before there is one.
  public static void load() {
    String record = CARD + " ".repeat(HeaderReader.CARD - CARD.length());
    var _ = CardParser.parse(record.getBytes(StandardCharsets.US_ASCII), 0);
  }

  /// Opens a file: plain, compressed as a whole, or tile-compressed inside.
  ///
  /// @param scratch folder for the unpacked form of compressed files; what is put there is removed
  ///   on close
  /// @throws org.visiomatic.tiler.source.UnreadableSourceException when there is no image to be had
  ///   from it
  /// @throws java.nio.file.NoSuchFileException when there is no such file
  public static ImageFile open(Path file, Path scratch) throws IOException {
    return open(source(file, scratch), scratch);
  }

  /// Opens a mapped file, which is closed with the images, or at once when there are none.
  static ImageFile open(SourceFile file, Path scratch) throws IOException {
    List<AutoCloseable> resources = new ArrayList<>(List.of(file));
    List<ImageHdu> images = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    try {
      file.reading(() -> readHeaders(file, scratch, resources, images, notes));
      return new OpenImageFile(images, notes, resources.reversed());
    } catch (IOException | RuntimeException e) {
      try {
        Closing.all(resources.reversed());
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private static void readHeaders(
      SourceFile file,
      Path scratch,
      List<AutoCloseable> resources,
      List<ImageHdu> images,
      List<String> notes)
      throws IOException {
    HduScan scan = HduScan.of(file);
    for (Hdu hdu : scan.hdus()) {
      switch (hdu.kind()) {
        case IMAGE -> images.add(new MappedImage(hdu, file));
        case COMPRESSED_IMAGE -> {
          TiledImage image = new TiledImage(hdu, file, scratch);
          resources.add(image);
          images.add(image);
        }
        case EMPTY, ONE_AXIS, TABLE, RANDOM_GROUPS, OTHER -> {}
      }
    }
    if (images.isEmpty()) {
      throw new NoImageException(
          "%s holds no image of two or more axes: %s."
              .formatted(file.name(), SkippedHdus.list(scan.hdus())));
    }
    notes.addAll(SkippedHdus.notes(scan.hdus()));
    notes.addAll(scan.notes());
  }

  /// What messages call a file: its name alone, since servers show messages to strangers.
  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  private static SourceFile source(Path path, Path scratch) throws IOException {
    String name = name(path);
    if (Files.isDirectory(path)) {
      throw new UnreadableSourceException(name + " is a folder, not a FITS file.");
    }
    // Opening a pipe waits for somebody to write into it.
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new UnreadableSourceException(
          name + " is a pipe, a device or the like; only regular files can be read.");
    }
    Optional<Path> unpacked = UnpackedFile.of(name, path, scratch);
    try {
      return SourceFile.map(name, unpacked.orElse(path), unpacked.isPresent());
    } catch (IOException | RuntimeException e) {
      if (unpacked.isPresent()) {
        Files.deleteIfExists(unpacked.get());
      }
      throw e;
    }
  }
}
