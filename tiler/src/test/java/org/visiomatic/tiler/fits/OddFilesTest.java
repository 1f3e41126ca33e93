package org.visiomatic.tiler.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.tiler.source.FitsFixtures;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.SourceFile;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// What stands at the place of a file but is none, or is one no longer.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OddFilesTest {

  @TempDir Path folder;
  @TempDir Path scratch;

  private Path path() {
    return folder.resolve("odd.fits");
  }

  private void isNoRegularFile(Path path) {
    assertThatThrownBy(() -> FitsFiles.open(path, scratch))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContainingAll(path.getFileName().toString(), "only regular files");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no named pipes in folders.")
  void doesNotWaitForAPipe() throws Exception {
    Process mkfifo = new ProcessBuilder("mkfifo", path().toString()).inheritIO().start();
    assertThat(mkfifo.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(mkfifo.exitValue()).isZero();
    isNoRegularFile(path());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no device files.")
  void readsNoDevices() {
    isNoRegularFile(Path.of("/dev/zero"));
    isNoRegularFile(Path.of("/dev/null"));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows shows sockets as regular files.")
  void readsNoSockets() throws IOException {
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(path()));
      isNoRegularFile(path());
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows needs a privilege for links.")
  void followsLinks() throws IOException {
    Path image = FitsFixtures.ramp(3, 2, 1).writeTo(folder.resolve("image.fits"));
    Files.createSymbolicLink(path(), image);
    assertThat(Pixels.ofFirst(path(), scratch)).hasSize(6);
    Files.delete(image);
    assertThatThrownBy(() -> FitsFiles.open(path(), scratch))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("odd.fits");
    Files.delete(path());
    Files.createSymbolicLink(path(), folder);
    assertThatThrownBy(() -> FitsFiles.open(path(), scratch))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContaining("odd.fits is a folder");
  }

  @Test
  void saysWhichFileIsNotThere() {
    assertThatThrownBy(() -> FitsFiles.open(path(), scratch))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("odd.fits");
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has other permissions.")
  void saysWhichFileMayNotBeRead() throws IOException {
    FitsFixtures.ramp(3, 2, 1).writeTo(path());
    Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("---------"));
    assumeTrue(!Files.isReadable(path()), "This user may read everything.");
    assertThatThrownBy(() -> FitsFiles.open(path(), scratch))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("odd.fits");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not let open files go.")
  void readsAFileThatIsRemovedOrReplacedAfterItWasOpened() throws IOException {
    FitsFixtures.ramp(300, 200, 1).writeTo(path());
    try (ImageFile file = FitsFiles.open(path(), scratch)) {
      Files.delete(path());
      FitsFixtures.ramp(3, 2, 1).writeTo(path());
      assertThat(Pixels.of(file.images().getFirst())).hasSize(60_000).endsWith(199_299);
    }
  }

  /// Without care this ends the whole process.
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not let a mapped file be cut.")
  void survivesAFileThatIsCutShortWhileItsHeadersAreRead() throws IOException {
    FitsFixtures.file()
        .image(FitsFixtures.ramp(100, 100, 1))
        .image(FitsFixtures.ramp(100, 100, 1))
        .writeTo(path());
    try (SourceFile file = SourceFile.map("odd.fits", path(), false)) {
      try (RandomAccessFile cut = new RandomAccessFile(path().toFile(), "rw")) {
        cut.setLength(0);
      }
      assertThatThrownBy(() -> FitsFiles.open(file, scratch))
          .isInstanceOf(UnreadableSourceException.class)
          .hasMessageContaining("odd.fits was cut short while it was being read");
    }
  }
}
