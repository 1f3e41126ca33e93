package org.visiomatic.tiler.picture;

import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.TIFF_TAG_DOCUMENT_NAME;
import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.TIFF_TAG_IMAGE_DESCRIPTION;
import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.TIFF_TAG_IMAGE_LENGTH;
import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.TIFF_TAG_IMAGE_WIDTH;
import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.TIFF_TAG_NEW_SUBFILE_TYPE;
import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.TIFF_TAG_ORIENTATION;
import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.TIFF_TAG_PAGE_NAME;
import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.TIFF_TAG_XMP;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.imaging.formats.tiff.taginfos.TagInfo;
import org.visiomatic.tiler.fits.HeaderText;
import org.visiomatic.tiler.pyramid.Card;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.source.ArrayShape;
import org.visiomatic.tiler.source.ImageHdu;
import org.visiomatic.tiler.source.ScratchPixels;
import org.visiomatic.tiler.source.SourceFile;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Makes images of the pages of a TIFF file. Pages of the size of the first are images of their
/// own; smaller versions of it, as image servers like to have, are left out.
final class TiffFile {

  private static final int REDUCED = 1;
  private static final int MASK = 4;

  /// What a file system may refuse to give one file.
  private static final long MOST_SCRATCH = 1L << 43;

  /// Bytes of all texts of a file that are looked at: a thousand pages may share one long text.
  private static final int MOST_TEXT = 8 << 20;

  private final SourceFile file;
  private final Path scratch;
  private final List<AutoCloseable> resources;
  private final List<ImageHdu> images = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int textLeft = MOST_TEXT;

  /// @param resources takes what is to be closed
  TiffFile(SourceFile file, Path scratch, List<AutoCloseable> resources) {
    this.file = file;
    this.scratch = scratch;
    this.resources = resources;
  }

  List<ImageHdu> images() {
    return images;
  }

  List<String> notes() {
    return notes;
  }

  void read() throws IOException {
    TiffScan scan = TiffScan.of(file);
    List<TiffPage> pages = new ArrayList<>();
    for (TiffPage page : scan.pages()) {
      if ((page.integer(TIFF_TAG_NEW_SUBFILE_TYPE, 0) & (REDUCED | MASK)) == 0) {
        pages.add(page);
      }
    }
    if (pages.isEmpty()) {
      throw new Place(file.name(), "")
          .broken("all of its pages are smaller versions or masks of another picture");
    }
    TiffPage first = pages.getFirst();
    TiffPage above = first;
    List<TiffPage> chosen = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (TiffPage page : pages) {
      if (hasSizeOf(page, first)) {
        chosen.add(page);
      } else if (isHalf(page, above)) {
        // A pyramid whose writer does not mark its levels, such as STIFF.
        above = page;
      } else {
        others.add(page.place().part());
      }
    }
    if (!others.isEmpty()) {
      notes.add(
          "Left out because they have another size than the first: %s."
              .formatted(String.join(", ", others)));
    }
    notes.addAll(scan.notes());
    readImages(chosen);
  }

  /// All pages share one scratch file: some files have thousands of pages.
  private void readImages(List<TiffPage> chosen) throws IOException {
    List<TiffLayout> layouts = new ArrayList<>();
    long needed = 0;
    for (TiffPage page : chosen) {
      TiffLayout layout = TiffLayout.of(page);
      layouts.add(layout);
      needed += layout.scratchBytes();
      if (needed > MOST_SCRATCH) {
        throw page.place().broken("the pages so far unpack to %,d bytes".formatted(needed));
      }
    }
    ScratchPixels unpacked = new ScratchPixels(scratch, needed);
    resources.add(unpacked);
    long start = 0;
    for (int i = 0; i < chosen.size(); i++) {
      TiffLayout layout = layouts.get(i);
      images.add(image(chosen.get(i), layout, blocks(chosen.get(i), layout, unpacked, start)));
      start += layout.scratchBytes();
    }
  }

  private static boolean hasSizeOf(TiffPage page, TiffPage other) throws UnreadableSourceException {
    return page.integer(TIFF_TAG_IMAGE_WIDTH, 0) == other.integer(TIFF_TAG_IMAGE_WIDTH, 0)
        && page.integer(TIFF_TAG_IMAGE_LENGTH, 0) == other.integer(TIFF_TAG_IMAGE_LENGTH, 0);
  }

  private static boolean isHalf(TiffPage page, TiffPage above) throws UnreadableSourceException {
    return isHalf(page.integer(TIFF_TAG_IMAGE_WIDTH, 0), above.integer(TIFF_TAG_IMAGE_WIDTH, 0))
        && isHalf(page.integer(TIFF_TAG_IMAGE_LENGTH, 0), above.integer(TIFF_TAG_IMAGE_LENGTH, 0));
  }

  private static boolean isHalf(long length, long above) {
    return length == Math.max(1, above / 2) || length == (above + 1) / 2;
  }

  private ImageHdu image(TiffPage page, TiffLayout layout, Blocks blocks) throws IOException {
    TiffColours colours = TiffColours.of(page, layout);
    colours.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
    Raster raster =
        new Raster(
            layout.grid(),
            SampleReader.of(layout.type(), page.order()),
            blocks,
            colours.colours(),
            colours.transparency());
    SampleType type = colours.type();
    ArrayShape shape =
        new ArrayShape(
            type.bitpix(),
            layout.grid().width(),
            layout.grid().height(),
            colours.colours().channels());
    boolean gaps = !(colours.transparency() instanceof Transparency.None);
    int number = images.size();
    return new PictureImage(
        file,
        number,
        header(page, number, shape, type),
        type.format(gaps),
        raster,
        orientation(page),
        shape);
  }

  private static Blocks blocks(TiffPage page, TiffLayout layout, ScratchPixels unpacked, long start)
      throws IOException {
    BlockPlaces places = BlockPlaces.checked(page, layout);
    return layout.isInPlace()
        ? new MappedBlocks(page, places)
        : new UnpackedBlocks(page, layout, new BlockCodec(page, layout, places), unpacked, start);
  }

  private Orientation orientation(TiffPage page) throws UnreadableSourceException {
    long code = page.integer(TIFF_TAG_ORIENTATION, 1);
    if (code > 4) {
      notes.add(
          "Orientation is %d, which asks to turn %s by a right angle; it is shown as it is stored."
              .formatted(code, page.place().part()));
      return Orientation.USUAL;
    }
    return new Orientation(code == 2 || code == 3, code == 3 || code == 4);
  }

  private Header header(TiffPage page, int number, ArrayShape shape, SampleType type) {
    String description = text(page, TIFF_TAG_IMAGE_DESCRIPTION);
    List<Card> described =
        HeaderText.isHeader(description) ? HeaderText.cards(description) : List.of();
    compareSizes(new Header(described), shape);
    SkyTags tags = tags(page);
    return new PictureHeader(number, shape, type)
        .described(described)
        .text("OBJECT", tags.title())
        .text("OBJECT", text(page, TIFF_TAG_DOCUMENT_NAME))
        .text("EXTNAME", text(page, TIFF_TAG_PAGE_NAME))
        .world(tags.cards(shape.width(), shape.height()))
        .header();
  }

  /// Coordinates of another image than this one would be wrong without a word.
  private void compareSizes(Header described, ArrayShape shape) {
    Optional<Number> width = described.number("NAXIS1");
    Optional<Number> height = described.number("NAXIS2");
    if (width.isPresent()
        && height.isPresent()
        && (width.get().longValue() != shape.width()
            || height.get().longValue() != shape.height())) {
      notes.add(
          "The header in ImageDescription is that of an image of %s × %s pixels, not %d × %d: its coordinates may not fit."
              .formatted(width.get(), height.get(), shape.width(), shape.height()));
    }
  }

  private SkyTags tags(TiffPage page) {
    String xmp = text(page, TIFF_TAG_XMP);
    try {
      return xmp.isBlank() ? SkyTags.NONE : SkyTags.parse(xmp);
    } catch (XMLStreamException e) {
      notes.add("The XMP metadata of %s cannot be read.".formatted(page.place().part()));
      return SkyTags.NONE;
    }
  }

  private String text(TiffPage page, TagInfo tag) {
    String text = page.text(tag, textLeft);
    textLeft -= Math.min(textLeft, text.length());
    return text;
  }
}
