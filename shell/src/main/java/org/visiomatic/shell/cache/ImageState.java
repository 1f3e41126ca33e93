package org.visiomatic.shell.cache;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.visiomatic.tiler.pyramid.CachedPyramid;
import org.visiomatic.tiler.pyramid.DamagedPyramidException;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.PyramidDescription;
import org.visiomatic.tiler.pyramid.PyramidOutline;

/// How a cached image stands to its source. To find that out is to open the pyramid and to look at
/// the source, which may lie on a slow disk.
public enum ImageState {
  /// Made from its source as that is now.
  CURRENT,
  /// The source has changed since.
  CHANGED,
  /// The source is gone.
  GONE,
  /// The pyramid cannot be opened.
  DAMAGED,
  /// The source cannot be looked at, or the pyramid is of another version of the format.
  UNKNOWN;

  /// Looks at a pyramid and its source.
  public static ImageState of(CachedPyramid pyramid) throws IOException {
    try (Pyramid _ = Pyramid.open(pyramid.folder())) {
      return pyramid
          .outline()
          .map(ImageState::ofSource)
          // It was put there since it was listed.
          .orElseGet(() -> UNKNOWN);
    } catch (DamagedPyramidException e) {
      return PyramidDescription.isOfAnotherVersion(pyramid.folder()) ? UNKNOWN : DAMAGED;
    }
  }

  private static ImageState ofSource(PyramidOutline outline) {
    try {
      return outline.isCurrent() ? CURRENT : CHANGED;
    } catch (NoSuchFileException e) {
      return GONE;
    } catch (IOException | InvalidPathException e) {
      // Said so: nothing is known. What the system says about it is for whoever tiles it.
      return UNKNOWN;
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
