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
///   without `DETSEC` an image stands at its `DATASEC`. A `DETSEC` that has the size of the whole
///   image, but not of the data section, places the whole image.
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
      return single(images.getFirst());
    }
    for (ImageHdu image : images) {
      Optional<String> contradiction = contradiction(image);
      if (contradiction.isPresent()) {
        throw new UnreadableSourceException(
            "%s cannot be laid out: in %s.".formatted(file, contradiction.get()));
      }
    }
    boolean placed = images.stream().anyMatch(image -> detector(image).isPresent());
    return placed ? byDetector(images) : sideBySide(file, images);
  }

  private static Layout single(ImageHdu image) {
    Optional<String> contradiction = contradiction(image);
    if (contradiction.isEmpty()) {
      return new Layout(List.of(place(image)), List.of());
    }
    Section all = Section.whole(image.width(), image.height());
    return new Layout(
        List.of(new Placement(image, all.x(), all.y(), all.x(), all.y())),
        List.of("The image is shown whole: in " + contradiction.get() + "."));
  }

  private static Layout byDetector(List<ImageHdu> images) {
    List<Placement> placements = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (ImageHdu image : images) {
      placements.add(place(image));
      if (detector(image).isEmpty()) {
        notes.add(
            "%s has no DETSEC, unlike others, and stands at its DATASEC.".formatted(name(image)));
      }
    }
    if (overlaps(placements)) {
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
      Section data = data(image);
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

  private static Placement place(ImageHdu image) {
    Section data = data(image);
    Section frame = detector(image).orElse(data);
    return new Placement(image, data.x(), data.y(), frame.x(), frame.y());
  }

  /// What is wrong with the sections of an image, if anything.
  private static Optional<String> contradiction(ImageHdu image) {
    Section data = data(image);
    if (!data.isInside(image.width(), image.height())) {
      return Optional.of(
          "%s DATASEC %s goes beyond the %d × %d pixels of the image"
              .formatted(name(image), data, image.width(), image.height()));
    }
    Section frame = detector(image).orElse(data);
    return frame.hasSizeOf(data)
        ? Optional.empty()
        : Optional.of(
            "%s DETSEC %s has another size than the data section %s"
                .formatted(name(image), frame, data));
  }

  private static Optional<Section> detector(ImageHdu image) {
    return Section.of(image.header(), "DETSEC");
  }

  private static Section data(ImageHdu image) {
    Section all = Section.whole(image.width(), image.height());
    Section data = Section.of(image.header(), "DATASEC").orElse(all);
    return isOfWholeImage(image, data) ? all : data;
  }

  /// Some cameras write the place of the whole image, overscan included, into `DETSEC`.
  private static boolean isOfWholeImage(ImageHdu image, Section data) {
    Section all = Section.whole(image.width(), image.height());
    return detector(image).filter(all::hasSizeOf).isPresent()
        && !detector(image).filter(data::hasSizeOf).isPresent();
  }

  /// Whether some images fill the same pixels of the frame.
  boolean hasOverlaps() {
    return overlaps(placements);
  }

  private static boolean overlaps(List<Placement> placements) {
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
