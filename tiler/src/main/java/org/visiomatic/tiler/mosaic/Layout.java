package org.visiomatic.tiler.mosaic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.visiomatic.tiler.pyramid.PixelRange;
import org.visiomatic.tiler.source.ImageHdu;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Decides where each image of a file stands.
///
/// - `DETSEC` says where, `DATASEC` which part of the image; without `DATASEC` it is all of it, and
///   without `DETSEC` an image stands at its `DATASEC`.
/// - Several images of which none has a `DETSEC` would all stand in one corner. They are laid side
///   by side instead, from left to right in the order of the file.
/// - Sections that contradict each other are an error in a mosaic. A single image that has them is
///   most often a cut-out that kept the keywords of the whole detector: it is shown as it is.
///
/// @param placements the images and where they stand
/// @param notes sentences for the user about what was decided
record Layout(List<Placement> placements, List<String> notes) {

  Layout {
    placements = List.copyOf(placements);
    notes = List.copyOf(notes);
  }

  /// @throws UnreadableSourceException when the sections of several images make no sense
  static Layout of(String file, List<ImageHdu> images) throws UnreadableSourceException {
    if (images.size() == 1) {
      return single(file, images.getFirst());
    }
    boolean placed = images.stream().anyMatch(image -> detector(image).isPresent());
    return placed ? byDetector(file, images) : sideBySide(file, images);
  }

  private static Layout single(String file, ImageHdu image) {
    try {
      return new Layout(List.of(place(file, image)), List.of());
    } catch (UnreadableSourceException e) {
      Section all = Section.whole(image.width(), image.height());
      return new Layout(
          List.of(placement(image, all, all)),
          List.of("The image is shown whole, since its sections do not fit it: " + e.getMessage()));
    }
  }

  private static Layout byDetector(String file, List<ImageHdu> images)
      throws UnreadableSourceException {
    List<Placement> placements = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (ImageHdu image : images) {
      placements.add(place(file, image));
      if (detector(image).isEmpty()) {
        notes.add(
            "%s has no DETSEC, unlike others, and stands at its DATASEC.".formatted(name(image)));
      }
    }
    if (overlap(placements)) {
      notes.add(
          "Images overlap in the frame; where they do, the one that comes later in the file is shown.");
    }
    return new Layout(placements, notes);
  }

  private static Layout sideBySide(String file, List<ImageHdu> images)
      throws UnreadableSourceException {
    List<Placement> placements = new ArrayList<>();
    long left = 1;
    for (ImageHdu image : images) {
      Section data = data(file, image);
      long right = left + data.x().length() - 1;
      if (right > Integer.MAX_VALUE) {
        throw new UnreadableSourceException(
            "%s cannot be laid out: its %d images side by side are wider than 2³¹ pixels; choose some of them by number or name."
                .formatted(file, images.size()));
      }
      PixelRange frameX = new PixelRange((int) left, (int) right);
      PixelRange frameY = new PixelRange(1, data.y().length());
      placements.add(new Placement(image, data.x(), data.y(), frameX, frameY));
      left = right + 1;
    }
    return new Layout(
        placements,
        List.of(
            "The file has %d images and no DETSEC keywords that place them: they are laid side by side in the order of the file."
                .formatted(images.size())));
  }

  private static Placement place(String file, ImageHdu image) throws UnreadableSourceException {
    Section data = data(file, image);
    Section frame = detector(image).orElse(data);
    if (!frame.hasSizeOf(data)) {
      throw new UnreadableSourceException(
          "%s cannot be laid out: in %s DETSEC %s has another size than its data section %s."
              .formatted(file, name(image), frame, data));
    }
    return placement(image, data, frame);
  }

  private static Placement placement(ImageHdu image, Section data, Section frame) {
    return new Placement(image, data.x(), data.y(), frame.x(), frame.y());
  }

  private static Optional<Section> detector(ImageHdu image) {
    return Section.of(image.header(), "DETSEC");
  }

  private static Section data(String file, ImageHdu image) throws UnreadableSourceException {
    Section all = Section.whole(image.width(), image.height());
    Section data = Section.of(image.header(), "DATASEC").orElse(all);
    if (!data.isInside(image.width(), image.height())) {
      throw new UnreadableSourceException(
          "%s cannot be laid out: in %s DATASEC %s goes beyond the image of %d × %d pixels."
              .formatted(file, name(image), data, image.width(), image.height()));
    }
    return data;
  }

  private static boolean overlap(List<Placement> placements) {
    for (int i = 0; i < placements.size(); i++) {
      for (Placement other : placements.subList(0, i)) {
        if (meet(placements.get(i).frameX(), other.frameX())
            && meet(placements.get(i).frameY(), other.frameY())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean meet(PixelRange a, PixelRange b) {
    return Section.low(a) <= Section.high(b) && Section.low(b) <= Section.high(a);
  }

  private static String name(ImageHdu image) {
    return image.name().isEmpty()
        ? "HDU %d".formatted(image.number())
        : "HDU %d \"%s\"".formatted(image.number(), image.name());
  }
}
