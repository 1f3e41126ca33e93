package org.visiomatic.tiler.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.tiler.build.Demand;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.build.TilingProgress.Stage;
import org.visiomatic.tiler.golden.GoldenValues;
import org.visiomatic.tiler.pyramid.BuildClaim;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.CacheLimits;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.SourceStamp;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.source.FitsFixtures;

class BatchTest {

  private static final TilingOptions TILING =
      new TilingOptions(TileSize.DEFAULT, List.of(), 2, 32 << 20, Storage.PLAIN);

  @TempDir Path root;

  private Path night;
  private CacheFolder cache;
  private RecordedEvents events = new RecordedEvents();

  @BeforeEach
  void makeFolders() throws IOException {
    night = Files.createDirectory(root.resolve("night")).toRealPath();
    cache = CacheFolder.open(root.resolve("cache"));
  }

  private void write(String... names) throws IOException {
    for (String name : names) {
      FitsFixtures.ramp(300, 200, 1).writeTo(night.resolve(name));
    }
  }

  private static BatchOptions options(int jobs, boolean failFast, CacheLimits limits) {
    return new BatchOptions(jobs, Demand.ANY, failFast, false, limits);
  }

  private BatchSummary run(BatchOptions options) throws IOException, InterruptedException {
    return run(options, List.of(night.toString()));
  }

  private BatchSummary run(BatchOptions options, List<String> terms)
      throws IOException, InterruptedException {
    InputRules rules = new InputRules(false, cache.path(), InputStream.nullInputStream(), false);
    try (Batch batch = new Batch(cache, TILING, options)) {
      return batch.run(batch.plan(InputList.of(terms, rules), true), events);
    }
  }

  private BatchSummary run() throws IOException, InterruptedException {
    return run(options(2, false, CacheLimits.NONE));
  }

  private List<String> staging() throws IOException {
    Path staging = cache.path().resolve(".staging");
    if (!Files.exists(staging)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(staging)) {
      return entries.map(Path::toString).toList();
    }
  }

  @Test
  void buildsWhatIsMissingAndLeavesWhatIsCurrent() throws Exception {
    write("a.fits", "b.fits");
    assertThat(run().outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(events.outcomes()).containsExactly("a.fits built", "b.fits built");
    write("c.fits");
    events = new RecordedEvents();
    BatchSummary second = run();
    assertThat(events.outcomes())
        .containsExactly("a.fits current", "b.fits current", "c.fits built");
    assertThat(second.count(Status.CURRENT)).isEqualTo(2);
    assertThat(second.megapixels()).isEqualTo(0.06);
  }

  @Test
  void reportsWhatAPyramidIs() throws Exception {
    write("a.fits");
    run();
    ImageReport report = events.reports.getFirst();
    PyramidFacts pyramid = report.pyramid().orElseThrow();
    assertThat(report.sourceBytes()).isEqualTo(Files.size(night.resolve("a.fits")));
    assertThat(pyramid.folder()).isDirectory().hasParent(cache.path());
    assertThat(pyramid.geometry().tiles()).isEqualTo(2 + 1);
    assertThat(pyramid.bytes()).isEqualTo(cache.bytes(pyramid.folder()));
    assertThat(pyramid.hdus()).containsExactly(new PyramidFacts.UsedHdu(0, ""));
  }

  @Test
  void goesOnAfterFilesThatAreBad() throws Exception {
    write("a.fits", "c.fits");
    Files.writeString(night.resolve("b.fits"), "not FITS");
    BatchSummary summary = run();
    assertThat(summary.outcome()).isEqualTo(Outcome.SOME_FAILED);
    assertThat(events.outcomes())
        .containsExactly("a.fits built", "b.fits failed unreadable", "c.fits built");
    assertThat(staging()).isEmpty();
  }

  @Test
  void skipsFilesWithoutAnImageUnlessTheyAreNamed() throws Exception {
    write("a.fits");
    Path tables = Files.copy(GoldenValues.input("bad_tableonly.fits"), night.resolve("b.fits"));
    assertThat(run().outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(events.outcomes()).containsExactly("a.fits built", "b.fits skipped no_image");
    BatchSummary named =
        run(options(1, false, CacheLimits.NONE), List.of(night + "/a.fits", tables.toString()));
    assertThat(named.outcome()).isEqualTo(Outcome.SOME_FAILED);
    Files.delete(night.resolve("a.fits"));
    assertThat(run().outcome()).isEqualTo(Outcome.NO_INPUT);
  }

  @Test
  void tellsWhenNotOneInputCouldBeRead() throws Exception {
    Files.writeString(night.resolve("b.fits"), "not FITS");
    assertThat(run().outcome()).isEqualTo(Outcome.NO_INPUT);
    assertThat(run(options(1, false, CacheLimits.NONE), List.of(night + "/gone.fits")).outcome())
        .isEqualTo(Outcome.NO_INPUT);
  }

  @Test
  void beginsNothingMoreAfterTheFirstFailureWhenAsked() throws Exception {
    Files.writeString(night.resolve("a.fits"), "not FITS");
    write("b.fits", "c.fits");
    assertThat(run(options(1, true, CacheLimits.NONE)).outcome()).isEqualTo(Outcome.SOME_FAILED);
    assertThat(events.outcomes())
        .containsExactly(
            "a.fits failed unreadable", "b.fits skipped fail_fast", "c.fits skipped fail_fast");
  }

  @Test
  void endsAtOnceWhenStoppedAndReportsTheRest() throws Exception {
    write("a.fits", "b.fits", "c.fits");
    InputRules rules = new InputRules(false, cache.path(), InputStream.nullInputStream(), false);
    try (Batch batch = new Batch(cache, TILING, options(1, false, CacheLimits.NONE))) {
      BatchPlan plan = batch.plan(InputList.of(List.of(night.toString()), rules), true);
      RecordedEvents stopping =
          new RecordedEvents() {
            @Override
            public void at(PlannedImage.ToBuild image, Stage stage, double fraction) {
              if (image.input().given().endsWith("b.fits") && stage == Stage.MEASURING) {
                batch.stop();
              }
            }
          };
      BatchSummary summary = batch.run(plan, stopping);
      assertThat(summary.outcome()).isEqualTo(Outcome.INTERRUPTED);
      assertThat(stopping.outcomes())
          .containsExactly(
              "a.fits built", "b.fits skipped interrupted", "c.fits skipped interrupted");
    }
    assertThat(staging()).isEmpty();
    assertThat(run().outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(events.outcomes()).containsExactly("a.fits current", "b.fits built", "c.fits built");
  }

  @Test
  void reportsADefectInOneImageAndGoesOn() throws Exception {
    write("a.fits", "b.fits");
    events =
        new RecordedEvents() {
          @Override
          public void at(PlannedImage.ToBuild image, Stage stage, double fraction) {
            if (image.input().given().endsWith("a.fits") && stage == Stage.TILING) {
              throw new StackOverflowError("made by the test");
            }
          }
        };
    assertThat(run().outcome()).isEqualTo(Outcome.SOME_FAILED);
    assertThat(events.outcomes()).containsExactly("a.fits failed defect", "b.fits built");
    assertThat(staging()).isEmpty();
  }

  @Test
  void endsWhenItsReportsCannotBeWritten() throws Exception {
    write("a.fits", "b.fits", "c.fits");
    events =
        new RecordedEvents() {
          @Override
          public void ended(ImageReport report) throws IOException {
            super.ended(report);
            throw new IOException("Broken pipe");
          }
        };
    BatchSummary summary = run(options(1, false, CacheLimits.NONE));
    assertThat(summary.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(summary.problems()).singleElement().asString().contains("manifest", "Broken pipe");
    assertThat(events.outcomes())
        .containsExactly("a.fits built", "b.fits skipped manifest", "c.fits skipped manifest");
  }

  @Test
  void endsWhenTheCacheFolderVanishes() throws Exception {
    write("a.fits", "b.fits");
    events =
        new RecordedEvents() {
          @Override
          public void started(PlannedImage.ToBuild image) {
            try (Stream<Path> below = Files.walk(cache.path())) {
              for (Path path : new ArrayList<>(below.toList()).reversed()) {
                Files.delete(path);
              }
              Files.createFile(cache.path()).toFile().setWritable(false);
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          }
        };
    BatchSummary summary = run(options(1, false, CacheLimits.NONE));
    assertThat(summary.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(events.outcomes())
        .containsExactly("a.fits failed cache_lost", "b.fits skipped cache_lost");
  }

  @Test
  void waitsForOtherBuildersNoLongerThanItsPatience() throws Exception {
    write("a.fits", "b.fits");
    Path place = cache.pyramidOf(SourceStamp.of(night.resolve("a.fits")), TILING.canonical());
    try (BuildClaim claim = cache.claim(place)) {
      assertThat(claim.staging()).exists();
      Demand impatient = new Demand(false, false, Optional.of(Duration.ofMillis(10)));
      BatchSummary summary = run(new BatchOptions(2, impatient, false, false, CacheLimits.NONE));
      assertThat(summary.outcome()).isEqualTo(Outcome.BUSY);
    }
    assertThat(events.outcomes()).containsExactly("a.fits skipped busy", "b.fits built");
  }

  @Test
  void removesWhatWasNotUsedForLongestButNothingOfItsOwn() throws Exception {
    write("old.fits");
    run();
    Files.delete(night.resolve("old.fits"));
    write("a.fits", "b.fits");
    BatchSummary summary = run(options(2, false, CacheLimits.ofImages(2)));
    assertThat(summary.removed()).singleElement().asString().contains("old.fits");
    assertThat(cache.pyramids()).hasSize(2);
    write("c.fits");
    BatchSummary over = run(options(2, false, CacheLimits.ofImages(2)));
    assertThat(over.removed()).isEmpty();
    assertThat(over.problems())
        .singleElement()
        .asString()
        .contains("3 pyramids", "max_cache_image_count (2)");
  }

  @Test
  void keepsALimitInBytesToo() throws Exception {
    write("old.fits");
    run();
    long one = cache.bytes(cache.pyramids().getFirst());
    Files.delete(night.resolve("old.fits"));
    write("a.fits");
    CacheLimits limit = new CacheLimits(100, one + one / 2);
    assertThat(run(options(2, false, limit)).removed()).hasSize(1);
    assertThat(run(options(2, false, new CacheLimits(100, one / 2))).problems())
        .singleElement()
        .asString()
        .contains("max_cache_size");
  }

  @Test
  void leavesPyramidsThatSomebodyReads() throws Exception {
    write("old.fits");
    run();
    SourceStamp stamp = SourceStamp.of(night.resolve("old.fits"));
    try (Pyramid open = cache.find(stamp, TILING.canonical()).orElseThrow()) {
      Files.delete(night.resolve("old.fits"));
      write("a.fits");
      assertThat(run(options(2, false, CacheLimits.ofImages(1))).removed()).isEmpty();
      assertThat(open.geometry().width()).isEqualTo(300);
    }
  }

  @Test
  void removesWhatDeadBuildsHaveLeft() throws Exception {
    write("a.fits");
    Files.createDirectories(cache.path().resolve(".staging/dead.ome.zarr.1234/scratch"));
    run();
    assertThat(staging()).isEmpty();
  }

  @Test
  void buildsDamagedPyramidsAgainWhenItVerifies() throws Exception {
    write("a.fits", "b.fits");
    run();
    Path shard = cache.pyramids().getFirst().resolve("0/c/0/0/0");
    flip(shard);
    events = new RecordedEvents();
    assertThat(run(new BatchOptions(2, Demand.ANY, false, true, CacheLimits.NONE)).outcome())
        .isEqualTo(Outcome.COMPLETE);
    assertThat(events.reports)
        .extracting(ImageReport::status)
        .containsExactlyInAnyOrder(Status.CURRENT, Status.BUILT);
    events = new RecordedEvents();
    run(new BatchOptions(2, Demand.ANY, false, true, CacheLimits.NONE));
    assertThat(events.outcomes()).containsExactly("a.fits current", "b.fits current");
  }

  @Test
  void reportsAPyramidThatIsDamagedAsSoonAsItWasBuilt() throws Exception {
    write("a.fits");
    events =
        new RecordedEvents() {
          @Override
          public void at(PlannedImage.ToBuild image, Stage stage, double fraction) {
            if (stage == Stage.PUBLISHING && fraction == 1) {
              flip(image.place().resolve("0/c/0/0/0"));
            }
          }
        };
    assertThat(run(new BatchOptions(1, Demand.ANY, false, true, CacheLimits.NONE)).outcome())
        .isEqualTo(Outcome.SOME_FAILED);
    assertThat(events.outcomes()).containsExactly("a.fits failed damaged");
  }

  private static void flip(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      bytes[100] ^= 1;
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void reportsEveryImageOfABatchThatIsRefused() throws Exception {
    write("a.fits");
    run();
    write("b.fits");
    events = new RecordedEvents();
    InputRules rules = new InputRules(false, cache.path(), InputStream.nullInputStream(), false);
    try (Batch batch = new Batch(cache, TILING, options(1, false, CacheLimits.NONE))) {
      BatchPlan plan = batch.plan(InputList.of(List.of(night.toString()), rules), true);
      BatchSummary summary = batch.refuse(plan, "Too much.", events);
      assertThat(summary.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(summary.problems()).containsExactly("Too much.");
    }
    assertThat(events.outcomes()).containsExactly("a.fits current", "b.fits skipped preflight");
  }
}
