package org.visiomatic.tiler.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.visiomatic.tiler.picture.Colours.Palette;
import org.visiomatic.tiler.picture.Colours.Plain;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.source.ArrayShape;
import org.visiomatic.tiler.source.ImageHdu;
import org.visiomatic.tiler.source.SourceFile;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Makes an image of a PNG file.
final class PngFile {

  private final SourceFile file;
  private final PngChunks chunks;
  private final PngHeader header;
  private final List<String> notes = new ArrayList<>();

  PngFile(SourceFile file) throws UnreadableSourceException {
    this.file = file;
    this.chunks = PngChunks.of(file);
    this.header = chunks.header();
  }

  /// Sentences for the user.
  List<String> notes() {
    return notes;
  }

  /// @param resources takes what is to be closed
  ImageHdu read(Path scratch, List<AutoCloseable> resources) throws IOException {
    Colours colours = colours();
    Transparency transparency = transparency();
    PngPixels pixels = new PngPixels(chunks, scratch);
    resources.add(pixels);
    if (chunks.isCut()) {
      notes.add("The file ends before its end mark; what stands there was ignored.");
    }
    int bits = header.colour() == PngHeader.Colour.PALETTE ? 8 : header.bits();
    SampleType type = new SampleType(SampleType.Kind.UNSIGNED, bits);
    ArrayShape shape =
        new ArrayShape(type.bitpix(), header.width(), header.height(), colours.channels());
    return new PictureImage(
        file,
        0,
        header(shape, type),
        type.format(hasGaps(transparency)),
        new Raster(pixels.grid(), pixels.reader(), pixels, colours, transparency),
        Orientation.USUAL,
        shape);
  }

  private boolean hasGaps(Transparency transparency) {
    return !(transparency instanceof Transparency.None) || chunks.transparency().isPresent();
  }

  private Colours colours() throws UnreadableSourceException {
    return switch (header.colour()) {
      case GREY, GREY_ALPHA -> new Plain(1);
      case RGB, RGB_ALPHA -> new Plain(3);
      case PALETTE -> palette();
    };
  }

  /// Colours that are missing in the palette are black, as elsewhere.
  private Palette palette() throws UnreadableSourceException {
    byte[] palette = chunks.palette();
    if (palette.length == 0 || palette.length % 3 != 0) {
      throw chunks.place().broken("its palette has %,d bytes".formatted(palette.length));
    }
    byte[] alpha = chunks.transparency().orElse(new byte[0]);
    float[][] tables = new float[3][1 << 8];
    for (int i = 0; i < palette.length; i++) {
      boolean empty = i / 3 < alpha.length && alpha[i / 3] == 0;
      tables[i % 3][i / 3] = empty ? Float.NaN : palette[i] & 0xff;
    }
    return new Palette(tables);
  }

  private Transparency transparency() {
    return switch (header.colour()) {
      case GREY_ALPHA -> new Transparency.Alpha(1);
      case RGB_ALPHA -> new Transparency.Alpha(3);
      case PALETTE -> new Transparency.None();
      case GREY, RGB -> {
        Optional<byte[]> key = chunks.transparency();
        yield key.isPresent() && key.get().length >= 2 * header.samples()
            ? new Transparency.Key(colour(key.get()))
            : new Transparency.None();
      }
    };
  }

  private float[] colour(byte[] key) {
    float[] colour = new float[header.samples()];
    int mask = (1 << header.bits()) - 1;
    for (int i = 0; i < colour.length; i++) {
      colour[i] = (((key[2 * i] & 0xff) << 8) | (key[2 * i + 1] & 0xff)) & mask;
    }
    return colour;
  }

  private Header header(ArrayShape shape, SampleType type) {
    SkyTags tags = tags();
    return new PictureHeader(0, shape, type)
        .text("OBJECT", tags.title())
        .text("OBJECT", chunks.title())
        .world(tags.cards(shape.width(), shape.height()))
        .header();
  }

  private SkyTags tags() {
    try {
      return chunks.xmp().isEmpty() ? SkyTags.NONE : SkyTags.parse(chunks.xmp());
    } catch (XMLStreamException e) {
      notes.add("The XMP metadata cannot be read.");
      return SkyTags.NONE;
    }
  }
}
