package org.visiomatic.tiler.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.tiler.fits.FitsFiles;
import org.visiomatic.tiler.golden.RealFiles;
import org.visiomatic.tiler.mosaic.Mosaic;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Makes a pyramid of every real file, where they are at hand, and compares its level 0 with the
/// frame that it was made from, number by number; another test compares the frames' images with
/// independent values.
class RealPyramidsTest {

  @TempDir Path folder;

  @Test
  void makesAPyramidOfEachFileOrLeavesNothing() throws Exception {
    assumeTrue(Files.isDirectory(RealFiles.folder()), "There are no real files at hand.");
    CacheFolder cache = CacheFolder.open(folder.resolve("cache"));
    int built = 0;
    int refused = 0;
    SoftAssertions softly = new SoftAssertions();
    try (ImageTiler tiler = new ImageTiler(cache, TilingOptions.defaults())) {
      for (String name : RealFiles.names()) {
        try (Pyramid pyramid =
            tiler.open(RealFiles.folder().resolve(name), TilingProgress.silent())) {
          built++;
          compareWithFrame(name, pyramid, softly);
        } catch (UnreadableSourceException e) {
          refused++;
          softly.assertThat(e.getMessage()).endsWith(".").doesNotContain("\n");
        }
        softly.assertThat(cache.pyramids()).as("pyramids after " + name).hasSize(built);
        softly.assertThat(staging()).as("what is left after " + name).isEmpty();
      }
    }
    System.out.printf(
        "Tiled %d real files: %d pyramids, %d refused.%n", built + refused, built, refused);
    softly.assertThat(built).isGreaterThan(50);
    softly.assertAll();
  }

  private void compareWithFrame(String name, Pyramid pyramid, SoftAssertions softly)
      throws IOException {
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    try (ImageFile file = FitsFiles.open(RealFiles.folder().resolve(name), scratch)) {
      Mosaic frame = Mosaic.of(name, file.images());
      int width = frame.width();
      assertThat(pyramid.geometry().width()).as(name).isEqualTo(width);
      assertThat(pyramid.geometry().height()).as(name).isEqualTo(frame.height());
      assertThat(pyramid.geometry().channels()).as(name).isEqualTo(frame.channels());
      float[] expected = new float[width];
      float[] found = new float[width];
      for (int channel = 0; channel < frame.channels(); channel++) {
        for (int row = 0; row < frame.height(); row++) {
          frame.read(channel, 0, row, width, 1, expected, 0, width);
          pyramid.read(0, channel, 0, frame.height() - 1 - row, width, 1, found, 0, width);
          if (!Arrays.equals(found, expected)) {
            softly.fail("%s: row %d of channel %d is not that of the file", name, row, channel);
            return;
          }
        }
      }
    }
  }

  private List<Path> staging() throws IOException {
    Path staging = folder.resolve("cache/.staging");
    if (!Files.exists(staging)) {
      return List.of();
    }
    try (Stream<Path> left = Files.list(staging)) {
      return left.toList();
    }
  }
}
