package org.visiomatic.shell.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.visiomatic.tiler.pyramid.CachedPyramid;

/// Which images of a cache folder to take.
///
/// @param names names, and patterns of names; empty for any
/// @param larger bytes above which a pyramid has to be
/// @param smaller bytes below which it has to be
/// @param usedBefore when it must not have been used any more
/// @param usedSince when it must have been used last, or later
/// @param states in which it has to be; empty for any, which nobody has to look for then
/// @param onlyPinned whether it has to be pinned
public record ImageFilter(
    List<String> names,
    long larger,
    long smaller,
    Instant usedBefore,
    Instant usedSince,
    Set<ImageState> states,
    boolean onlyPinned) {

  public ImageFilter {
    names = List.copyOf(names);
    states = Set.copyOf(states);
  }

  /// All that fit as far as that shows without a look at their sources.
  ///
  /// @throws org.visiomatic.shell.console.InputException when there is none of a name
  List<NamedImage> from(CachedImages images) throws IOException {
    Set<Path> wanted = names.isEmpty() ? Set.of() : new HashSet<>(images.all(names));
    List<NamedImage> found = new ArrayList<>();
    for (CachedPyramid pyramid : images.all()) {
      if (fits(pyramid) && (names.isEmpty() || wanted.contains(pyramid.folder()))) {
        found.add(new NamedImage(images.nameOf(pyramid.folder()), pyramid));
      }
    }
    return found;
  }

  private boolean fits(CachedPyramid pyramid) {
    return pyramid.bytes() > larger
        && pyramid.bytes() < smaller
        && pyramid.used().isBefore(usedBefore)
        && !pyramid.used().isBefore(usedSince)
        && (pyramid.isPinned() || !onlyPinned);
  }
}
