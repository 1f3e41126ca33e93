package org.visiomatic.tiler.picture;

import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.TIFF_TAG_COLOR_MAP;
import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.TIFF_TAG_EXTRA_SAMPLES;
import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.TIFF_TAG_PHOTOMETRIC_INTERPRETATION;

import java.util.ArrayList;
import java.util.List;
import org.visiomatic.tiler.picture.Colours.Inverted;
import org.visiomatic.tiler.picture.Colours.Palette;
import org.visiomatic.tiler.picture.Colours.Plain;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// What the samples of a TIFF page mean.
///
/// @param colours the channels that they make
/// @param transparency where there is no value
/// @param type of the values
/// @param notes sentences for the user
record TiffColours(
    Colours colours, Transparency transparency, SampleType type, List<String> notes) {

  private static final int WHITE_IS_ZERO = 0;
  private static final int BLACK_IS_ZERO = 1;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int YCBCR = 6;
  private static final int MOST_PALETTE_BITS = 16;

  static TiffColours of(TiffPage page, TiffLayout layout) throws UnreadableSourceException {
    int samples = layout.grid().samples();
    int assumed = samples < 3 ? BLACK_IS_ZERO : RGB;
    int interpretation = page.common(TIFF_TAG_PHOTOMETRIC_INTERPRETATION, assumed);
    return switch (interpretation) {
      case WHITE_IS_ZERO, BLACK_IS_ZERO -> plain(page, layout, 1, interpretation == WHITE_IS_ZERO);
      case RGB -> plain(page, layout, 3, false);
      case PALETTE -> palette(page, layout);
      case YCBCR -> {
        if (layout.compression() != TiffCompression.JPEG || layout.grid().planar()) {
          throw refused(page, "YCbCr without JPEG compression or in planes of their own");
        }
        yield plain(page, layout, 3, false);
      }
      case 4 -> throw refused(page, "a transparency mask");
      case 5 -> throw refused(page, "inks (CMYK)");
      case 8, 9, 10 -> throw refused(page, "CIE L*a*b*");
      case 32844, 32845 -> throw refused(page, "logarithmic LogLuv");
      default -> throw refused(page, "interpretation number " + interpretation);
    };
  }

  private static UnreadableSourceException refused(TiffPage page, String what) {
    return page.place()
        .broken(
            "the colours are %s, and only grey, RGB, palettes and YCbCr in JPEG are supported; convert the picture to RGB"
                .formatted(what));
  }

  private static TiffColours plain(TiffPage page, TiffLayout layout, int colours, boolean inverted)
      throws UnreadableSourceException {
    int samples = layout.grid().samples();
    if (samples < colours) {
      throw page.place()
          .broken("RGB needs 3 samples per pixel, but there are %d".formatted(samples));
    }
    List<String> notes = new ArrayList<>();
    int alpha = alpha(page, samples, colours, notes);
    // Only the last sample can be left out of the channels; one that stands elsewhere stays.
    int channels = alpha == samples - 1 ? samples - 1 : samples;
    SampleType type = layout.type();
    boolean inverts = inverted && type.kind() == SampleType.Kind.UNSIGNED;
    if (inverted && !inverts) {
      notes.add(
          "White is said to be 0, which means nothing for %s; it was ignored.".formatted(type));
    }
    return new TiffColours(
        inverts ? new Inverted(channels, (float) type.largest()) : new Plain(channels),
        alpha < 0 ? new Transparency.None() : new Transparency.Alpha(alpha),
        type,
        notes);
  }

  /// Number of the sample that tells transparency, −1 when there is none. Where the page does not
  /// say what a single sample beside the colours is, it is that.
  private static int alpha(TiffPage page, int samples, int colours, List<String> notes)
      throws UnreadableSourceException {
    if (!page.has(TIFF_TAG_EXTRA_SAMPLES)) {
      if (samples == colours + 1) {
        notes.add(
            "The last of %d samples per pixel was taken for transparency, since the file does not say what it is."
                .formatted(samples));
        return samples - 1;
      }
      return -1;
    }
    long extras = Math.min(page.count(TIFF_TAG_EXTRA_SAMPLES), samples);
    for (int i = 0; i < extras; i++) {
      long kind = page.integer(TIFF_TAG_EXTRA_SAMPLES, i, 0);
      if (kind == 1 || kind == 2) {
        return (int) (samples - extras + i);
      }
    }
    return -1;
  }

  private static TiffColours palette(TiffPage page, TiffLayout layout)
      throws UnreadableSourceException {
    SampleType type = layout.type();
    if (type.bits() > MOST_PALETTE_BITS || type.kind() != SampleType.Kind.UNSIGNED) {
      throw page.place().broken("the numbers of colours are %s".formatted(type));
    }
    int size = 1 << type.bits();
    float[][] tables = new float[3][size];
    boolean eightBits = true;
    boolean small = true;
    for (int i = 0; i < 3 * size; i++) {
      int value = (int) page.integer(TIFF_TAG_COLOR_MAP, i, 0);
      tables[i / size][i % size] = value;
      eightBits &= (value & 0xff) == 0 || (value & 0xff) == value >> 8;
      small &= value <= 0xff;
    }
    if (!page.has(TIFF_TAG_COLOR_MAP)) {
      throw page.place().broken("there is no ColorMap for its numbers of colours");
    }
    if (eightBits && !small) {
      shiftToBytes(tables);
    }
    return new TiffColours(
        new Palette(tables),
        new Transparency.None(),
        new SampleType(SampleType.Kind.UNSIGNED, eightBits || small ? 8 : 16),
        List.of());
  }

  /// Most palettes are of 8-bit colours, written as 16 bits by repeating them or adding zeros.
  private static void shiftToBytes(float[][] tables) {
    for (float[] table : tables) {
      for (int i = 0; i < table.length; i++) {
        table[i] = (int) table[i] >> 8;
      }
    }
  }
}
