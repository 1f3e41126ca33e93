package org.visiomatic.tiler.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.tiler.golden.RealFiles;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.Finding;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.PyramidCheck;
import org.visiomatic.tiler.pyramid.PyramidDescription;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.source.FitsFixtures;

class PyramidComparisonTest {

  private static final TilingOptions OPTIONS =
      new TilingOptions(new TileSize(64, 64), List.of(), 2, 1 << 22, Storage.PLAIN);

  private static final List<Storage> STORAGES =
      List.of(
          Storage.PLAIN,
          new Storage(Storage.Compression.NONE, true),
          new Storage(Storage.Compression.ZSTD, false),
          new Storage(Storage.Compression.ZSTD, true));

  @TempDir Path folder;
  private CacheFolder cache;
  private Path image;

  @BeforeEach
  void writeAnImage() throws IOException {
    cache = CacheFolder.open(folder.resolve("cache"));
    image = FitsFixtures.ramp(600, 500, 2).writeTo(folder.resolve("ramp.fits"));
  }

  private Pyramid build(Path source, TilingOptions options) throws Exception {
    try (ImageTiler tiler = new ImageTiler(cache, options)) {
      return tiler.open(source, TilingProgress.silent());
    }
  }

  private List<Finding> compare(Pyramid pyramid) throws Exception {
    Path place = cache.pyramidOf(pyramid.metadata().source(), pyramid.metadata().options());
    TilingOptions options = TilingOptions.of(PyramidDescription.read(place), 2, 1 << 22);
    Path scratch = Files.createTempDirectory(folder, "scratch");
    return new PyramidComparison(place, pyramid, options).run(scratch, fraction -> {});
  }

  @Test
  void findsNothingAndTellsProgress() throws Exception {
    List<Double> fractions = Collections.synchronizedList(new ArrayList<>());
    try (Pyramid pyramid = build(image, OPTIONS)) {
      assertThat(new PyramidComparison(folder, pyramid, OPTIONS).run(folder, fractions::add))
          .isEmpty();
    }
    assertThat(fractions).isSorted().contains(1.0);
  }

  @Test
  void understandsTheOptionsOfAPyramid() throws Exception {
    Storage zstd = new Storage(Storage.Compression.ZSTD, true);
    TilingOptions options =
        new TilingOptions(new TileSize(100, 50), List.of("0", "0-0"), 3, 1 << 20, zstd);
    try (Pyramid pyramid = build(image, options)) {
      Path place = cache.pyramidOf(pyramid.metadata().source(), pyramid.metadata().options());
      assertThat(TilingOptions.of(PyramidDescription.read(place), 3, 1 << 20)).isEqualTo(options);
    }
  }

  /// The file keeps size and time, so that nothing but the pixels can show it.
  @Test
  void namesTheFirstPixelThatDiffers() throws Exception {
    try (Pyramid pyramid = build(image, OPTIONS)) {
      FileTime time = Files.getLastModifiedTime(image);
      try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
        // Row 10 from the bottom, column 300, of the first plane.
        file.seek(2880 + (10 * 600 + 300) * 4L);
        file.writeFloat(-7);
      }
      Files.setLastModifiedTime(image, time);
      List<Finding> findings = compare(pyramid);
      assertThat(findings).hasSize(pyramid.geometry().levels());
      assertThat(findings).allMatch(finding -> finding.kind() == Finding.Kind.PIXEL);
      assertThat(findings.getFirst().sentence())
          .contains("level 0", "column 300, row 489 of channel 0", "but -7.0 was expected");
    }
  }

  @Test
  void saysThatTheSourceHasChangedOrGone() throws Exception {
    try (Pyramid pyramid = build(image, OPTIONS)) {
      FitsFixtures.ramp(60, 50, 2).writeTo(image);
      assertThat(compare(pyramid))
          .singleElement()
          .matches(finding -> finding.kind() == Finding.Kind.SOURCE)
          .matches(finding -> finding.sentence().contains("has changed"));
      Files.delete(image);
      assertThat(compare(pyramid))
          .singleElement()
          .matches(finding -> finding.kind() == Finding.Kind.SOURCE)
          .matches(finding -> finding.sentence().contains("is gone"));
    }
  }

  /// Each file in one of the four ways to store it.
  @Test
  void findsNothingWrongWithRealFiles() throws Exception {
    assumeTrue(Files.isDirectory(RealFiles.folder()), "There are no real files at hand.");
    int compared = 0;
    for (String name : RealFiles.names()) {
      Path file = RealFiles.folder().resolve(name);
      Storage storage = STORAGES.get(compared % STORAGES.size());
      TilingOptions options = new TilingOptions(TileSize.DEFAULT, List.of(), 2, 1 << 24, storage);
      try (Pyramid pyramid = build(file, options)) {
        Path place = cache.pyramidOf(pyramid.metadata().source(), options.canonical());
        assertThat(PyramidCheck.run(place, 2, fraction -> {})).as(file.toString()).isEmpty();
        assertThat(compare(pyramid)).as(file.toString()).isEmpty();
        compared++;
      } catch (org.visiomatic.tiler.source.UnreadableSourceException e) {
        assertThat(e).hasMessageContaining(String.valueOf(file.getFileName()));
      }
    }
    assertThat(compared).isPositive();
  }
}
