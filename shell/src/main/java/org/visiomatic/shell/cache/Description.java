package org.visiomatic.shell.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.visiomatic.shell.console.InputException;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.CachedPyramid;
import org.visiomatic.tiler.pyramid.DamagedPyramidException;
import org.visiomatic.tiler.pyramid.PyramidDescription;
import org.visiomatic.tiler.pyramid.PyramidOutline;

/// All that there is to say about one image in a cache folder.
///
/// @param image what the inventory knows
/// @param outline what it holds
/// @param pyramid what the pyramid says about itself
/// @param state how it stands to its source
/// @param isInUse whether somebody reads it now, or builds it anew
/// @param levelBytes what each level takes on disk
record Description(
    NamedImage image,
    PyramidOutline outline,
    PyramidDescription pyramid,
    ImageState state,
    boolean isInUse,
    List<Long> levelBytes) {

  Description {
    levelBytes = List.copyOf(levelBytes);
  }

  /// Looks at an image.
  ///
  /// @throws InputException when it is damaged, or gone
  static Description of(CachedImages images, Path folder) throws IOException {
    String name = images.nameOf(folder);
    Optional<CachedPyramid> known = images.find(folder);
    try {
      PyramidDescription pyramid = PyramidDescription.read(folder);
      if (known.isEmpty() || known.get().outline().isEmpty()) {
        throw new InputException(
            "The image %s has just been replaced; look at it again.".formatted(name));
      }
      CacheFolder cache = images.folder();
      List<Long> levelBytes = new ArrayList<>();
      for (int level = 0; level < pyramid.geometry().levels(); level++) {
        levelBytes.add(cache.bytes(folder.resolve(Integer.toString(level))));
      }
      return new Description(
          new NamedImage(name, known.get()),
          known.get().outline().get(),
          pyramid,
          ImageState.of(known.get()),
          !cache.isFree(folder),
          levelBytes);
    } catch (DamagedPyramidException e) {
      String remedy =
          PyramidDescription.isOfAnotherVersion(folder)
              ? "It is of another version of the format; 'visiomatic tile' makes one of this version."
              : "'visiomatic repair %s' builds it again.".formatted(name);
      throw new InputException(
          "The image %s cannot be described. %s %s".formatted(name, e.getMessage(), remedy), e);
    }
  }
}
