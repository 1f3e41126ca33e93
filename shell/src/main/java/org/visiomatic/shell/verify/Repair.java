package org.visiomatic.shell.verify;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.visiomatic.shell.verify.Result.State;
import org.visiomatic.tiler.build.Demand;
import org.visiomatic.tiler.build.ImageTiler;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.build.TilingProgress;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.DamagedPyramidException;
import org.visiomatic.tiler.pyramid.Finding;
import org.visiomatic.tiler.pyramid.PyramidCheck;
import org.visiomatic.tiler.pyramid.PyramidDescription;
import org.visiomatic.tiler.pyramid.SourceStamp;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Builds a damaged pyramid again, as it was; removes it where that cannot be.
///
/// @param pyramid its folder
/// @param findings what is wrong with it
/// @param tiling what building may cost
record Repair(Path pyramid, List<Finding> findings, TilingOptions tiling) {

  private static final Pattern NAME = Pattern.compile(".*-[0-9a-f]{16}\\.ome\\.zarr");

  Result run() throws IOException, InterruptedException {
    Path parent = pyramid.getParent();
    if (parent == null || !NAME.matcher(String.valueOf(pyramid.getFileName())).matches()) {
      return result(State.DAMAGED, "It is left as it is, as it is not in a cache folder.");
    }
    CacheFolder cache = CacheFolder.open(parent);
    PyramidDescription description;
    try {
      description = PyramidDescription.read(pyramid);
    } catch (DamagedPyramidException e) {
      return remove(cache, "it does not say any more which file it was made from");
    }
    SourceStamp stamp = description.metadata().source();
    if (!cache.pyramidOf(stamp, description.metadata().options()).equals(pyramid)) {
      return result(
          State.DAMAGED, "It is left as it is, as it is not where a cache would keep it.");
    }
    Path source = Path.of(stamp.path());
    try {
      if (!SourceStamp.of(source).equals(stamp)) {
        return remove(cache, "its source " + source + " has changed since");
      }
      return rebuild(cache, source, description);
    } catch (NoSuchFileException e) {
      return remove(cache, "its source " + source + " is gone");
    } catch (UnreadableSourceException e) {
      return remove(cache, "its source cannot be read: " + e.getMessage());
    }
  }

  private Result rebuild(CacheFolder cache, Path source, PyramidDescription description)
      throws IOException, InterruptedException {
    TilingOptions options = TilingOptions.of(description, tiling.threads(), tiling.memoryBytes());
    try (ImageTiler tiler = new ImageTiler(cache, options)) {
      Demand afresh = new Demand(true, true, Optional.empty());
      tiler.tile(source, afresh, TilingProgress.silent()).pyramid().close();
    }
    boolean whole = PyramidCheck.run(pyramid, tiling.threads(), fraction -> {}).isEmpty();
    return whole
        ? result(State.REPAIRED, "It was built again from " + source + ".")
        : result(
            State.DAMAGED,
            "It was built again from " + source + " and is damaged again; check the disk.");
  }

  private Result remove(CacheFolder cache, String why) throws IOException {
    if (cache.isPinned(pyramid)) {
      return result(State.DAMAGED, "It is pinned and stays, though " + why + ".");
    }
    return cache.remove(pyramid)
        ? result(State.REMOVED, "It was removed, for " + why + ".")
        : result(State.DAMAGED, "It is in use and stays, though " + why + ".");
  }

  private Result result(State state, String remedy) {
    return new Result(pyramid, state, findings, remedy);
  }
}
