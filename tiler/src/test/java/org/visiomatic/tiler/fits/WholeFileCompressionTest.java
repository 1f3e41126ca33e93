package org.visiomatic.tiler.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.tiler.source.FitsFixtures;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.UnreadableSourceException;

class WholeFileCompressionTest {

  private static final byte[] IMAGE =
      FitsFixtures.file().image(FitsFixtures.ramp(300, 200, 1)).toBytes();

  @TempDir Path folder;
  @TempDir Path scratch;

  private static byte[] packed(String program, byte[] content) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        new CompressorStreamFactory().createCompressorOutputStream(program, bytes)) {
      out.write(content);
    } catch (CompressorException e) {
      throw new IOException(e);
    }
    return bytes.toByteArray();
  }

  /// The name says nothing about the compression: the content does.
  private Path write(byte[] content) throws IOException {
    return Files.write(folder.resolve("image.fits"), content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bzip2", "xz", "zstd"})
  void unpacksIntoTheScratchFolderAndCleansUp(String program) throws Exception {
    Path path = write(packed(program, IMAGE));
    try (ImageFile file = FitsFiles.open(path, scratch)) {
      assertThat(Pixels.of(file.images().getFirst())[299]).isEqualTo(299);
      assertThat(scratch).isNotEmptyDirectory();
    }
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void unpacksTheOldCompress() throws IOException {
    Path path = folder.resolve("image.fits");
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/fits/ramp_8x6.fits.Z"))) {
      Files.copy(in, path);
    }
    assertThat(Pixels.ofFirst(path, scratch)[47]).isEqualTo(507);
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void joinsGzipFilesInARow() throws Exception {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(packed("gz", Arrays.copyOf(IMAGE, 5000)));
    both.writeBytes(packed("gz", Arrays.copyOfRange(IMAGE, 5000, IMAGE.length)));
    assertThat(Pixels.ofFirst(write(both.toByteArray()), scratch)).hasSize(60_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bzip2", "xz", "zstd"})
  void refusesDataThatBreakOff(String program) throws Exception {
    byte[] whole = packed(program, IMAGE);
    Path path = write(Arrays.copyOf(whole, whole.length * 2 / 3));
    assertThatThrownBy(() -> FitsFiles.open(path, scratch))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContainingAll("image.fits cannot be unpacked", "break off");
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void refusesGarbageAfterGzip() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(packed("gz", IMAGE));
    bytes.writeBytes("something else".getBytes(StandardCharsets.US_ASCII));
    Path path = write(bytes.toByteArray());
    assertThatThrownBy(() -> FitsFiles.open(path, scratch))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContaining("something after them");
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void refusesPackedFilesOfAnotherKind() throws Exception {
    Path path = write(packed("gz", "hello".repeat(9999).getBytes(StandardCharsets.US_ASCII)));
    assertThatThrownBy(() -> FitsFiles.open(path, scratch))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContainingAll("image.fits is not a FITS file", "gzip");
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void stopsWhenInterrupted() throws Exception {
    Path path = write(packed("gz", IMAGE));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> FitsFiles.open(path, scratch)).isInstanceOf(IOException.class);
    } finally {
      Thread.interrupted();
    }
    assertThat(scratch).isEmptyDirectory();
  }
}
