package org.visiomatic.tiler.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.visiomatic.tiler.mosaic.Mosaic;
import org.visiomatic.tiler.pyramid.Finding;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.SourceStamp;
import org.visiomatic.tiler.source.HduSelection;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Makes every level of a pyramid once more, from its source, and compares instead of writing.
///
/// @param folder where the pyramid stands
/// @param pyramid to be compared; stays open
/// @param options that it was made with, and what the comparison may cost
public record PyramidComparison(Path folder, Pyramid pyramid, TilingOptions options) {

  /// Compares.
  ///
  /// @param scratch an empty folder for what has to be unpacked
  /// @param progress is told what part has been read, from 0 to 1, by any thread
  /// @return what differs, the first pixel of each level; or why nothing can be compared
  /// @throws org.visiomatic.tiler.pyramid.DamagedPyramidException when a tile cannot be read
  public List<Finding> run(Path scratch, DoubleConsumer progress)
      throws IOException, InterruptedException {
    SourceStamp stamp = pyramid.metadata().source();
    Path source = Path.of(stamp.path());
    try {
      if (!SourceStamp.of(source).equals(stamp)) {
        return List.of(unusable("The source %s has changed since %s was made.", source));
      }
      List<Finding> findings = compare(source, scratch, progress);
      if (!SourceStamp.of(source).equals(stamp)) {
        return List.of(unusable("The source %s changed while %s was compared with it.", source));
      }
      return findings;
    } catch (NoSuchFileException e) {
      return List.of(unusable("The source %s of %s is gone.", source));
    } catch (UnreadableSourceException e) {
      return List.of(new Finding(Finding.Kind.SOURCE, source, String.valueOf(e.getMessage())));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      InterruptedException interruption =
          new InterruptedException("The comparison was interrupted.");
      interruption.initCause(e);
      throw interruption;
    }
  }

  private Finding unusable(String sentence, Path source) {
    return new Finding(Finding.Kind.SOURCE, source, sentence.formatted(source, folder));
  }

  private List<Finding> compare(Path source, Path scratch, DoubleConsumer progress)
      throws IOException, InterruptedException {
    String name = String.valueOf(source.getFileName());
    try (ImageFile file = SourceFiles.open(source, scratch);
        WorkerPool workers = new WorkerPool(options.threads())) {
      Mosaic mosaic =
          Mosaic.of(name, new HduSelection(options.extensions()).from(name, file.images()));
      PyramidGeometry geometry = mosaic.geometry(options.tileSize());
      if (!geometry.equals(pyramid.geometry()) || !mosaic.format().equals(pyramid.format())) {
        return List.of(
            new Finding(
                Finding.Kind.PIXEL,
                folder,
                "The pyramid %s has %s of %s, but its source gives %s of %s."
                    .formatted(
                        folder, pyramid.geometry(), pyramid.format(), geometry, mosaic.format())));
      }
      List<Pass> passes = Pass.plan(geometry, options.threads(), options.memoryBytes());
      ProgressMeter meter = new ProgressMeter((stage, fraction) -> progress.accept(fraction));
      meter.begin(TilingProgress.Stage.TILING, 0, 1, passes.stream().mapToLong(Pass::pixels).sum());
      ComparingStore store = new ComparingStore(pyramid);
      Cascade.run(DisplayRows.of(mosaic), passes, store, workers, meter::add);
      return store.differences().stream().map(this::finding).toList();
    }
  }

  private Finding finding(ComparingStore.Difference first) {
    return new Finding(
        Finding.Kind.PIXEL,
        folder.resolve(Integer.toString(first.level())),
        "The pyramid %s differs from its source at level %d: column %d, row %d of channel %d, counted from the top left and from 0, is %s, but %s was expected."
            .formatted(
                folder,
                first.level(),
                first.x(),
                first.y(),
                first.channel(),
                first.found(),
                first.expected()));
  }
}
