package org.visiomatic.tiler.fits;

import java.util.ArrayList;
import java.util.List;
import org.visiomatic.tiler.source.SourceFile;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Walks a file from HDU to HDU by what their headers say.
///
/// @param hdus all that could be found, in order
/// @param notes sentences about what follows them and cannot be read
record HduScan(List<Hdu> hdus, List<String> notes) {

  /// @throws UnreadableSourceException when the file does not begin with a FITS header
  static HduScan of(SourceFile file) throws UnreadableSourceException {
    if (file.bytes().byteSize() == 0) {
      throw new UnreadableSourceException(file.name() + " is empty.");
    }
    HeaderReader reader = new HeaderReader(file.name(), file.bytes());
    if (!reader.startsAt(0, "SIMPLE")) {
      throw new UnreadableSourceException(
          "%s is not a FITS file: a FITS file begins with the word SIMPLE.".formatted(file.name()));
    }
    List<Hdu> hdus = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    long length = file.bytes().byteSize();
    long at = 0;
    while (at < length && (at == 0 || reader.startsAt(at, "XTENSION"))) {
      int number = hdus.size();
      try {
        HeaderReader.Found found = reader.read(at, number);
        Hdu hdu = Hdu.of(file.name(), number, found.header(), found.end());
        hdus.add(hdu);
        at = end(hdu, length);
      } catch (UnreadableSourceException e) {
        if (number == 0) {
          throw e;
        }
        notes.add("What follows HDU %d was left out: %s".formatted(number - 1, e.getMessage()));
        return new HduScan(hdus, notes);
      }
    }
    if (hasContent(file, at)) {
      notes.add(
          "%,d bytes after HDU %d are not a FITS header and were ignored."
              .formatted(length - at, hdus.size() - 1));
    }
    return new HduScan(hdus, notes);
  }

  /// The first byte after an HDU; an HDU that goes beyond the file ends with it.
  private static long end(Hdu hdu, long length) {
    if (hdu.dataBytes() > length - hdu.dataStart()) {
      return length;
    }
    long blocks = (hdu.dataBytes() + HeaderReader.BLOCK - 1) / HeaderReader.BLOCK;
    return hdu.dataStart() + blocks * HeaderReader.BLOCK;
  }

  /// Whether there is more than padding from some place on.
  private static boolean hasContent(SourceFile file, long at) {
    long last = Math.min(file.bytes().byteSize(), at + HeaderReader.BLOCK);
    for (long i = at; i < last; i++) {
      byte b = file.bytes().get(java.lang.foreign.ValueLayout.JAVA_BYTE, i);
      if (b != 0 && b != ' ') {
        return true;
      }
    }
    return false;
  }
}
