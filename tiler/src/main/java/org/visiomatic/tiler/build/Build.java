package org.visiomatic.tiler.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.visiomatic.tiler.build.TilingProgress.Stage;
import org.visiomatic.tiler.mosaic.Mosaic;
import org.visiomatic.tiler.mosaic.Placement;
import org.visiomatic.tiler.pyramid.ChannelStatistics;
import org.visiomatic.tiler.pyramid.ImageSection;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.PyramidMetadata;
import org.visiomatic.tiler.pyramid.PyramidWriter;
import org.visiomatic.tiler.pyramid.SourceStamp;
import org.visiomatic.tiler.source.HduSelection;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.ImageHdu;
import org.visiomatic.tiler.stats.StatisticsEstimator;

/// One attempt to make the pyramid of a file.
///
/// @param source the file
/// @param stamp of the file, taken before it is opened
/// @param options what the pyramid looks like
/// @param workers share the work
/// @param memory shared with other builds
/// @param meter is told how it goes on
record Build(
    Path source,
    SourceStamp stamp,
    TilingOptions options,
    WorkerPool workers,
    MemoryBudget memory,
    ProgressMeter meter) {

  // Shares of the time that the stages take for a large file that is in the page cache.
  private static final double OPENED = 0.04;
  private static final double MEASURED = 0.12;
  private static final double SEEN = 0.3;
  private static final double TILED = 0.9;

  /// A sample gets half of the memory: what it leaves free is collected while tiling begins.
  private static final int SHARE_OF_SAMPLES = 2;

  /// An overview gets a third of the memory.
  private static final int SHARE_OF_OVERVIEW = 3;

  /// Whether the file is no longer the one that the attempt began with.
  boolean isOutdated() throws IOException {
    return !SourceStamp.of(source).equals(stamp);
  }

  /// Reads the file and writes the pyramid.
  ///
  /// @param place where it is to stand
  /// @param staging an empty folder on the same file system
  /// @return false when it was not published because the file changed meanwhile
  boolean publish(Path place, Path staging) throws IOException, InterruptedException {
    Path scratch = Files.createDirectory(staging.resolve("scratch"));
    Path unfinished = Files.createDirectory(staging.resolve("pyramid"));
    String name = String.valueOf(source.getFileName());
    meter.begin(Stage.OPENING, 0, OPENED, 1);
    try (ImageFile file = SourceFiles.open(source, scratch)) {
      List<ImageHdu> images = new HduSelection(options.extensions()).from(name, file.images());
      Mosaic mosaic = Mosaic.of(name, images);
      PyramidGeometry geometry = mosaic.geometry(options.tileSize());
      meter.planned(geometry);
      OptionalInt finest = finestOfOverview(geometry);
      long overviewBytes =
          finest.isPresent() ? OverviewStore.bytes(geometry, finest.getAsInt()) : 0;
      long usefulBytes = usefulMemory(geometry, mosaic.placements()) + overviewBytes;
      try (MemoryBudget.Grant grant = memory.take(usefulBytes);
          PyramidWriter writer =
              PyramidWriter.create(
                  place, unfinished, geometry, mosaic.format(), options.storage())) {
        List<ImageSection> sections = measure(mosaic.placements(), scratch, grant.bytes());
        PyramidMetadata metadata = metadata(file, mosaic, sections);
        List<Pass> passes = Pass.plan(geometry, workers.threads(), grant.bytes() - overviewBytes);
        boolean seen = finest.isPresent() && finest.getAsInt() <= passes.getFirst().last();
        if (seen) {
          Overview overview = overview(mosaic, passes, finest.getAsInt(), metadata);
          if (isOutdated()) {
            return false;
          }
          meter.overview(overview);
        }
        double begun = seen ? SEEN : MEASURED;
        sweep(Stage.TILING, begun, TILED, mosaic, passes, TileStore.of(writer));
        if (isOutdated()) {
          return false;
        }
        meter.begin(Stage.PUBLISHING, TILED, 1, 1);
        writer.commit(metadata);
        meter.add(1);
        return true;
      }
    }
  }

  /// The finest level of the overview; nothing when there is to be none.
  private OptionalInt finestOfOverview(PyramidGeometry geometry) {
    return meter.wantsOverview(geometry)
        ? OverviewStore.finestWithin(geometry, options.memoryBytes() / SHARE_OF_OVERVIEW)
        : OptionalInt.empty();
  }

  /// More than that would not make the build any faster.
  private long usefulMemory(PyramidGeometry geometry, List<Placement> placements) {
    long samples =
        placements.stream()
            .map(Placement::image)
            .mapToLong(StatisticsEstimator::sampleBytes)
            .max()
            .orElse(0);
    return Math.max(Pass.usefulMemory(geometry, workers.threads()), SHARE_OF_SAMPLES * samples);
  }

  private List<ImageSection> measure(List<Placement> placements, Path scratch, long memoryBytes)
      throws IOException, InterruptedException {
    meter.begin(Stage.MEASURING, OPENED, MEASURED, placements.size());
    StatisticsEstimator estimator =
        new StatisticsEstimator(scratch, workers, memoryBytes / SHARE_OF_SAMPLES);
    List<ImageSection> sections = new ArrayList<>();
    for (Placement placement : placements) {
      sections.add(placement.section(estimator.estimate(placement.image())));
      meter.add(1);
    }
    return sections;
  }

  private Overview overview(Mosaic mosaic, List<Pass> passes, int finest, PyramidMetadata metadata)
      throws IOException, InterruptedException {
    Pass pass = passes.getFirst();
    OverviewStore store = new OverviewStore(pass.geometry(), finest);
    sweep(Stage.OVERVIEW, MEASURED, SEEN, mosaic, passes, store);
    return new Overview(store, finest, metadata);
  }

  private void sweep(
      Stage stage, double from, double to, Mosaic mosaic, List<Pass> passes, TileStore store)
      throws IOException, InterruptedException {
    meter.begin(stage, from, to, passes.stream().mapToLong(Pass::pixels).sum());
    Cascade.run(DisplayRows.of(mosaic), passes, store, workers, meter::add);
  }

  private PyramidMetadata metadata(ImageFile file, Mosaic mosaic, List<ImageSection> sections) {
    List<List<ChannelStatistics>> statistics =
        sections.stream().map(ImageSection::statistics).toList();
    List<String> notes = new ArrayList<>(file.notes());
    notes.addAll(mosaic.notes());
    return new PyramidMetadata(
        stamp,
        options.canonical(),
        mosaic.header(),
        sections.stream().map(ImageSection::withoutHistograms).toList(),
        StatisticsEstimator.combine(statistics),
        notes);
  }
}
