package org.visiomatic.tiler.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.visiomatic.tiler.archive.PyramidImport.Imported;
import org.visiomatic.tiler.archive.PyramidImport.Imported.Status;
import org.visiomatic.tiler.archive.PyramidImport.SourceState;
import org.visiomatic.tiler.build.Demand;
import org.visiomatic.tiler.build.ImageTiler;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.CacheLimits;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.PyramidCheck;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;

class PyramidArchiveTest {

  @TempDir Path temporary;
  private Path image;
  private Path pyramid;
  private CacheFolder here;

  @BeforeEach
  void buildAPyramid() throws Exception {
    image = temporary.resolve("m31.fits");
    pyramid = SentPyramid.build(image, temporary.resolve("there"), Storage.PLAIN);
    here = CacheFolder.open(temporary.resolve("here"));
  }

  private Path export(ArchiveFormat format) throws IOException, InterruptedException {
    Path archive = temporary.resolve("m31." + format);
    PyramidExport.Contents contents =
        new PyramidExport(pyramid, format, part -> {}).writeTo(archive);
    assertThat(contents.files()).isEqualTo(7);
    assertThat(contents.bytes()).isEqualTo(here.bytes(pyramid));
    return archive;
  }

  private Imported take(Path archive, Optional<Path> source, boolean force) throws Exception {
    return new PyramidImport(here, force, CacheLimits.NONE, 2)
        .run(archive, source, false, part -> assertThat(part).isBetween(0.0, 1.0));
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private void assertIsTheSame(Path taken) throws IOException {
    assertThat(files(taken)).isEqualTo(files(pyramid)).hasSize(7);
    for (String file : files(taken)) {
      assertThat(taken.resolve(file)).hasSameBinaryContentAs(pyramid.resolve(file));
    }
    assertThat(here.leftovers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void comesBackByteForByteInEveryStorage(ArchiveFormat format) throws Exception {
    for (Storage.Compression compression : Storage.Compression.values()) {
      for (boolean checksums : new boolean[] {false, true}) {
        Path other = temporary.resolve(compression + "" + checksums + ".fits");
        pyramid =
            SentPyramid.build(
                other, temporary.resolve("there"), new Storage(compression, checksums));
        Imported imported = take(export(format), Optional.empty(), false);
        assertThat(imported.status()).isEqualTo(Status.IMPORTED);
        assertThat(imported.sourceState()).isEqualTo(SourceState.CURRENT);
        assertThat(imported.source()).isEqualTo(other.toRealPath().toString());
        assertThat(imported.pyramid().getFileName()).isEqualTo(pyramid.getFileName());
        assertThat(imported.bytes()).isEqualTo(here.bytes(pyramid));
        assertIsTheSame(imported.pyramid());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void isTheSameFileWheneverAndWhereverItIsWritten(ArchiveFormat format) throws Exception {
    byte[] first = Files.readAllBytes(export(format));
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      Files.setLastModifiedTime(pyramid.resolve("zarr.json"), FileTime.from(Instant.EPOCH));
      ByteArrayOutputStream piped = new ByteArrayOutputStream();
      new PyramidExport(pyramid, format, part -> {}).writeTo(piped);
      assertThat(piped.toByteArray()).isEqualTo(first);
    } finally {
      TimeZone.setDefault(zone);
    }
    assertThat(first).isEqualTo(Files.readAllBytes(export(format)));
  }

  @Test
  void aZipHasTheGroupDocumentFirstAndEverythingStored() throws Exception {
    try (ZipFile zip = new ZipFile(export(ArchiveFormat.ZIP).toFile())) {
      List<? extends ZipEntry> entries = zip.stream().toList();
      assertThat(entries.stream().map(ZipEntry::getName))
          .containsExactly(
              "zarr.json",
              "0/zarr.json",
              "0/c/0/0/0",
              "1/zarr.json",
              "1/c/0/0/0",
              "2/zarr.json",
              "2/c/0/0/0");
      assertThat(entries).allMatch(entry -> entry.getMethod() == ZipEntry.STORED);
    }
  }

  @Test
  void keepsTheCurrentOneUnlessForced() throws Exception {
    Path archive = export(ArchiveFormat.ZIP);
    Path taken = take(archive, Optional.empty(), false).pyramid();
    assertThat(take(archive, Optional.empty(), false).status()).isEqualTo(Status.KEPT);
    Files.write(taken.resolve("0/c/0/0/0"), new byte[1]);
    // It says what it is, but cannot be opened.
    assertThat(take(archive, Optional.empty(), false).status()).isEqualTo(Status.IMPORTED);
    assertIsTheSame(taken);
    assertThat(take(archive, Optional.empty(), true).status()).isEqualTo(Status.IMPORTED);
    assertIsTheSame(taken);
  }

  @Test
  void neverPutsAnOldPyramidInPlaceOfACurrentOne() throws Exception {
    Path archive = export(ArchiveFormat.TAR_ZST);
    Files.setLastModifiedTime(image, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    Imported stale = take(archive, Optional.empty(), false);
    assertThat(stale.status()).isEqualTo(Status.IMPORTED);
    assertThat(stale.sourceState()).isEqualTo(SourceState.CHANGED);
    Path built = SentPyramid.build(image, here.path(), Storage.PLAIN);
    assertThat(built).isEqualTo(stale.pyramid());
    assertThat(take(archive, Optional.empty(), false).status()).isEqualTo(Status.KEPT);
    assertThat(PyramidCheck.run(built, 1, part -> {})).isEmpty();
  }

  @Test
  void isAnOrphanWhereItsSourceIsMissing() throws Exception {
    Path archive = export(ArchiveFormat.ZIP);
    Files.delete(image);
    Imported imported = take(archive, Optional.empty(), false);
    assertThat(imported.sourceState()).isEqualTo(SourceState.MISSING);
    assertIsTheSame(imported.pyramid());
  }

  @ParameterizedTest
  @EnumSource
  void isCurrentForTheFileHereThatItIsBoundTo(ArchiveFormat format) throws Exception {
    Path archive = export(format);
    Path moved = Files.createDirectory(temporary.resolve("data é")).resolve("M 31.fits");
    Files.move(image, moved);
    Files.setLastModifiedTime(moved, FileTime.from(Instant.parse("2026-02-03T04:05:06.789Z")));
    Imported imported = take(archive, Optional.of(moved), false);
    assertThat(imported.sourceState()).isEqualTo(SourceState.CURRENT);
    assertThat(imported.pyramid().getFileName().toString()).startsWith("M 31.fits-");
    assertThat(PyramidCheck.run(imported.pyramid(), 1, part -> {})).isEmpty();
    TilingOptions options =
        new TilingOptions(new TileSize(16, 16), List.of(), 1, 1 << 20, Storage.PLAIN);
    try (ImageTiler tiler = new ImageTiler(here, options);
        Pyramid found = tiler.current(moved, Demand.ANY).orElseThrow();
        Pyramid original = Pyramid.open(pyramid)) {
      assertThat(found.identity()).isNotEqualTo(original.identity());
      assertThat(found.metadata().header()).isEqualTo(original.metadata().header());
    }
  }

  @Test
  void isNotBoundToAFileOfAnotherSize() throws Exception {
    Path other = Files.write(temporary.resolve("other.fits"), new byte[2880]);
    Path archive = export(ArchiveFormat.ZIP);
    assertThatThrownBy(() -> take(archive, Optional.of(other), false))
        .isInstanceOf(BadArchiveException.class)
        .hasMessageContainingAll("m31.fits", "2880", "not the same image");
    assertThat(here.pyramids()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aRehearsalTellsTheSameAndLeavesNothing(ArchiveFormat format) throws Exception {
    Path archive = export(format);
    Imported rehearsed =
        new PyramidImport(here, false, CacheLimits.NONE, 1)
            .run(archive, Optional.empty(), true, part -> {});
    assertThat(rehearsed.status()).isEqualTo(Status.WOULD_IMPORT);
    assertThat(here.pyramids()).isEmpty();
    assertThat(here.leftovers()).isEmpty();
    Imported imported = take(archive, Optional.empty(), false);
    assertThat(imported.pyramid()).isEqualTo(rehearsed.pyramid());
    assertThat(imported.bytes()).isEqualTo(rehearsed.bytes());
  }

  @ParameterizedTest
  @EnumSource
  void interruptionsLeaveNothing(ArchiveFormat format) throws Exception {
    Path archive = export(format);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> take(archive, Optional.empty(), false))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(here.leftovers()).isEmpty();
    assertThat(here.pyramids()).isEmpty();
    Path again = temporary.resolve("again." + format);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> new PyramidExport(pyramid, format, part -> {}).writeTo(again))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("again"));
    }
  }

  @Test
  void anOldArchiveStaysWhenANewOneCannotBeWritten() throws Exception {
    Path archive = Files.write(temporary.resolve("old.zip"), new byte[] {1, 2, 3});
    Files.delete(pyramid.resolve("1/c/0/0/0"));
    assertThatThrownBy(
            () -> new PyramidExport(pyramid, ArchiveFormat.ZIP, part -> {}).writeTo(archive))
        .isInstanceOf(IOException.class);
    assertThat(Files.readAllBytes(archive)).containsExactly(1, 2, 3);
  }
}
