package org.visiomatic.tiler.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.visiomatic.tiler.batch.PlannedImage.ToBuild;
import org.visiomatic.tiler.pyramid.CacheLimits;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.TileSize;

class PreflightTest {

  private static final PyramidGeometry GEOMETRY =
      new PyramidGeometry(1, 100, 100, TileSize.DEFAULT);

  private static PlannedImage build(String name, long bytes, long scratch, long replaced) {
    Estimate estimate = new Estimate(Optional.of(GEOMETRY), bytes, scratch, 2, true);
    return new ToBuild(
        new BatchInput.Image(name, Path.of("/data", name), true),
        1000,
        Path.of("/cache", name),
        replaced,
        false,
        Optional.of(estimate),
        Optional.empty());
  }

  private static PlannedImage current(String name, long bytes) {
    PyramidFacts facts =
        new PyramidFacts(Path.of("/cache", name), GEOMETRY, bytes, List.of(), List.of());
    return new PlannedImage.Settled(
        Reports.done(
            new BatchInput.Image(name, Path.of("/data", name), true),
            1,
            Status.CURRENT,
            facts,
            0.001));
  }

  private static Preflight preflight(int jobs, long free, CacheLimits limits, PlannedImage... all) {
    return new Preflight(new BatchPlan(List.of(all), jobs, true), free, limits);
  }

  @Test
  void countsScratchSpaceForAsManyAsAreBuiltAtATime() {
    PlannedImage[] all = {build("a", 100, 50, 0), build("b", 100, 70, 0), build("c", 100, 0, 0)};
    assertThat(preflight(1, 370, CacheLimits.NONE, all).refusals()).isEmpty();
    assertThat(preflight(1, 369, CacheLimits.NONE, all).refusals()).hasSize(1);
    assertThat(preflight(2, 419, CacheLimits.NONE, all).refusals()).hasSize(1);
    assertThat(preflight(2, 420, CacheLimits.NONE, all).refusals()).isEmpty();
  }

  @Test
  void countsReplacedPyramidsOnlyUntilTheyAreReplaced() {
    PlannedImage[] all = {build("a", 100, 0, 100), build("b", 100, 0, 100)};
    assertThat(preflight(1, 100, CacheLimits.NONE, all).refusals()).isEmpty();
    assertThat(preflight(1, 99, CacheLimits.NONE, all).refusals()).hasSize(1);
  }

  @Test
  void asksForNothingWhereAllIsCurrent() {
    CacheLimits tight = new CacheLimits(1, 1);
    assertThat(preflight(1, 0, tight, current("a", 100), current("b", 100)).refusals()).isEmpty();
  }

  @Test
  void countsCurrentPyramidsAgainstTheLimitsOfTheCache() {
    PlannedImage[] all = {current("a", 100), build("b", 100, 0, 0)};
    assertThat(preflight(1, 1000, new CacheLimits(2, 200), all).refusals()).isEmpty();
    assertThat(preflight(1, 1000, new CacheLimits(1, 199), all).refusals())
        .satisfiesExactly(
            count -> assertThat(count).contains("2 pyramids", "max_cache_image_count is 1"),
            bytes -> assertThat(bytes).contains("200 B", "max_cache_size is 199 B"));
  }

  @Test
  void saysWhatIsNeededAndWhatIsThere() {
    assertThat(preflight(1, 5L << 30, CacheLimits.NONE, build("a", 7L << 30, 0, 0)).refusals())
        .containsExactly(
            "The batch needs 7.00 GiB on the disk of the cache, but 5.00 GiB are free; make room, choose another cache_dir, or give fewer images.");
  }

  @Test
  void addsUpTheTimeWhateverTheJobs() {
    assertThat(
            preflight(4, 0, CacheLimits.NONE, build("a", 1, 0, 0), build("b", 1, 0, 0))
                .plan()
                .seconds())
        .isEqualTo(4);
  }
}
