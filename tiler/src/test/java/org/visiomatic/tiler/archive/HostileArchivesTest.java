package org.visiomatic.tiler.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.CacheLimits;
import org.visiomatic.tiler.pyramid.Storage;

/// Archives that somebody made to do harm, or that were harmed on their way: each is refused with a
/// sentence and leaves nothing.
class HostileArchivesTest {

  private static final String SHARD = "0/c/0/0/0";

  @TempDir Path temporary;
  private Path pyramid;
  private CacheFolder cache;

  @BeforeEach
  void buildAPyramid() throws Exception {
    pyramid =
        SentPyramid.build(temporary.resolve("m31.fits"), temporary.resolve("there"), Storage.PLAIN);
    cache = CacheFolder.open(temporary.resolve("here"));
  }

  private SentPyramid sent() throws IOException {
    return SentPyramid.of(pyramid);
  }

  private void assertRefused(Path archive, String... texts) throws IOException {
    assertRefused(archive, CacheLimits.NONE, texts);
  }

  /// The rehearsal sees the same, unless only the pixels tell.
  private void assertRefused(Path archive, CacheLimits limits, String... texts) throws IOException {
    PyramidImport importing = new PyramidImport(cache, false, limits, 1);
    assertThatThrownBy(() -> importing.run(archive, Optional.empty(), false, part -> {}))
        .isInstanceOf(BadArchiveException.class)
        .hasMessageContaining(archive.toString())
        .hasMessageEndingWith(".")
        .satisfies(
            problem ->
                assertThat(Arrays.asList(texts))
                    .allMatch(String.valueOf(problem.getMessage())::contains))
        .hasMessageNotContainingAny("\n", ".staging");
    assertThat(cache.pyramids()).isEmpty();
    assertThat(cache.leftovers()).isEmpty();
    try (Stream<Path> all = Files.walk(temporary)) {
      assertThat(all.map(file -> file.getFileName().toString())).noneMatch("evil"::equals);
    }
  }

  private Path write(SentPyramid sent, ArchiveFormat format) throws IOException {
    return sent.writeTo(temporary.resolve("sent." + format), format);
  }

  static Stream<Arguments> escapes() {
    return Arrays.stream(ArchiveFormat.values())
        .flatMap(
            format ->
                Stream.of(
                        "../evil",
                        "0/../../evil",
                        "0/c/../../../evil",
                        "/tmp/evil",
                        "C:/evil",
                        "c:evil",
                        "..\\evil",
                        "\\\\host\\share\\evil",
                        "0//evil",
                        "./evil",
                        "evil\u001b[31m",
                        "0/c/0/0/0/..")
                    .map(name -> Arguments.of(format, name)));
  }

  @ParameterizedTest
  @MethodSource("escapes")
  void refusesNamesThatLeadOut(ArchiveFormat format, String name) throws IOException {
    assertRefused(
        write(sent().add(name, new byte[] {1}), format), "may lead out of the folder", "nothing");
    SentPyramid first = sent().reverse().add(name, new byte[] {1}).reverse();
    Path archive = write(first, format);
    if (format == ArchiveFormat.TAR_ZST) {
      assertRefused(archive, "may lead out of the folder");
    }
  }

  /// Neither library writes such a name.
  @Test
  void refusesANulInAName() throws IOException {
    byte[] zip = sent().add("0/evilX", new byte[] {1}).toBytes(ArchiveFormat.ZIP);
    byte[] name = "0/evilX".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i + name.length <= zip.length; i++) {
      if (Arrays.equals(zip, i, i + name.length, name, 0, name.length)) {
        zip[i + name.length - 1] = 0;
      }
    }
    assertRefused(Files.write(temporary.resolve("nul.zip"), zip), "may lead out of the folder");
  }

  @ParameterizedTest
  @EnumSource
  void refusesLinks(ArchiveFormat format) throws IOException {
    assertRefused(
        write(sent().drop(SHARD).addLink(SHARD, "/etc/passwd"), format), "no plain file", SHARD);
    assertRefused(
        write(new SentPyramid().addLink("zarr.json", "/etc/passwd"), format), "no plain file");
    assertRefused(write(sent().addLink("0/c", ".."), format), "no plain file");
  }

  @Test
  void refusesHardLinksDevicesPipesAndFilesWithHoles() throws IOException {
    for (byte type :
        new byte[] {
          TarConstants.LF_LINK,
          TarConstants.LF_CHR,
          TarConstants.LF_BLK,
          TarConstants.LF_FIFO,
          TarConstants.LF_CONTIG
        }) {
      Path archive = temporary.resolve("special.tar.zst");
      try (TarArchiveOutputStream tar = tar(archive)) {
        put(tar, "zarr.json", sent().bytes("zarr.json"));
        TarArchiveEntry entry = new TarArchiveEntry(SHARD, type, true);
        entry.setLinkName("zarr.json");
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
      assertRefused(archive, "no plain file", SHARD);
    }
  }

  private static TarArchiveOutputStream tar(Path archive) throws IOException {
    return new TarArchiveOutputStream(
        new ZstdCompressorOutputStream(Files.newOutputStream(archive)), "UTF-8");
  }

  private static void put(TarArchiveOutputStream tar, String name, byte[] bytes)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  @ParameterizedTest
  @EnumSource
  void refusesTheSameNameTwice(ArchiveFormat format) throws IOException {
    assertRefused(write(sent().add(SHARD, sent().bytes(SHARD)), format), "twice", SHARD);
    assertRefused(
        write(sent().add("zarr.json", sent().bytes("zarr.json")), format), "twice", "zarr.json");
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsNoPartOfAPyramid(ArchiveFormat format) throws IOException {
    for (String name :
        List.of(
            "evil", "README", "0/c/0/0/1", "0/c/0/0/00", "9/zarr.json", "0/c/0/0/0/0", ".lock")) {
      assertRefused(
          write(sent().add(name, new byte[] {1}), format), "does not belong to its pyramid", name);
    }
    assertRefused(write(sent().add("evil/", new byte[0]), format), "a folder", "evil");
    assertRefused(write(new SentPyramid().add("a.txt", new byte[9]), format), "does not begin");
    assertRefused(write(new SentPyramid(), format));
  }

  @ParameterizedTest
  @EnumSource
  void refusesArchivesThatWereCutShortAnywhere(ArchiveFormat format) throws IOException {
    byte[] whole = sent().toBytes(format);
    Random random = new Random(1);
    for (int run = 0; run < 40; run++) {
      int length = run < 3 ? whole.length - 1 - run : random.nextInt(whole.length);
      Path archive = Files.write(temporary.resolve("cut." + format), Arrays.copyOf(whole, length));
      assertRefused(archive);
    }
    assertRefused(write(sent().drop("1/c/0/0/0"), format), "of the 7", "cut short");
  }

  @ParameterizedTest
  @EnumSource
  void neverTakesAnArchiveWithAFlippedBitForAnotherPyramid(ArchiveFormat format) throws Exception {
    byte[] whole = sent().toBytes(format);
    Random random = new Random(2);
    for (int run = 0; run < 60; run++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Path archive = Files.write(temporary.resolve("flipped." + format), flipped);
      try {
        Path taken =
            new PyramidImport(cache, true, CacheLimits.NONE, 1)
                .run(archive, Optional.empty(), false, part -> {})
                .pyramid();
        // The bit was in a time, a comment or the like.
        assertThat(SentPyramid.of(taken).toBytes(ArchiveFormat.ZIP))
            .isEqualTo(sent().toBytes(ArchiveFormat.ZIP));
        assertThat(cache.remove(taken)).isTrue();
      } catch (BadArchiveException e) {
        assertThat(e).hasMessageEndingWith(".").hasMessageNotContainingAny("\n", ".staging");
      }
      assertThat(cache.leftovers()).isEmpty();
      assertThat(cache.pyramids()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesDamagedContent(ArchiveFormat format) throws IOException {
    byte[] shard = sent().bytes(SHARD);
    shard[3] ^= 1;
    assertRefused(write(sent().replace(SHARD, shard), format), "is damaged", "CRC-32C");
    byte[] level = sent().bytes("1/zarr.json");
    level[0] = ' ';
    assertRefused(write(sent().replace("1/zarr.json", level), format), "1/zarr.json");
    assertRefused(
        write(sent().edit("\"identity\" : \"", "\"identity\" : \"0"), format), "identity");
  }

  @ParameterizedTest
  @EnumSource
  void refusesFilesThatAreLargerThanTheImageAllows(ArchiveFormat format) throws IOException {
    byte[] shard = sent().bytes(SHARD);
    assertRefused(
        write(sent().replace(SHARD, Arrays.copyOf(shard, shard.length + 1)), format),
        "has %d bytes, but at most %d".formatted(shard.length + 1, shard.length));
  }

  @ParameterizedTest
  @EnumSource
  void refusesDocumentsThatAreTooLargeOrClaimTooMuch(ArchiveFormat format) throws IOException {
    byte[] blanks = new byte[(16 << 20) + 1];
    Arrays.fill(blanks, (byte) ' ');
    assertRefused(write(sent().replace("zarr.json", blanks), format), "zarr.json", "at most");
    assertRefused(
        write(
            sent().replace("zarr.json", "[".repeat(100_000).getBytes(StandardCharsets.UTF_8)),
            format));
    assertRefused(
        write(sent().replace("zarr.json", "{}".getBytes(StandardCharsets.UTF_8)), format),
        "attributes");
    assertRefused(
        write(sent().edit("\"channels\" : 1", "\"channels\" : 2147483647"), format),
        "claims a pyramid of",
        "at most 100000");
    assertRefused(
        write(sent().edit("m31.fits\",", "m31\\u0000.fits\","), format), "impossible name");
  }

  @ParameterizedTest
  @EnumSource
  void refusesMoreThanTheCacheMayHold(ArchiveFormat format) throws IOException {
    long bytes = cache.bytes(pyramid);
    assertRefused(
        write(sent(), format),
        new CacheLimits(10, bytes - 1),
        "more than the " + (bytes - 1) + " bytes that max_cache_size allows");
  }

  /// A file that unpacks to a thousand times its size, in a place where a small one is expected.
  @Test
  void refusesAZipThatInflatesBeyondWhatItClaims() throws IOException {
    byte[] zeros = new byte[64 << 20];
    Path archive = temporary.resolve("bomb.zip");
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive)) {
      for (String name : List.of("zarr.json", "0/zarr.json")) {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(name.equals("zarr.json") ? sent().bytes(name) : zeros);
        zip.closeArchiveEntry();
      }
    }
    assertThat(Files.size(archive)).isLessThan(1 << 20);
    assertRefused(archive, "0/zarr.json", "has 67108864 bytes, but at most");
    // The same with a lie about its size in the directory.
    byte[] bytes = Files.readAllBytes(archive);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + 46 < bytes.length; at++) {
      if (buffer.getInt(at) == 0x02014b50 && buffer.getInt(at + 24) == zeros.length) {
        buffer.putInt(at + 24, 100);
      }
    }
    Path lie = Files.write(temporary.resolve("lie.zip"), bytes);
    assertRefused(lie, "0/zarr.json");
  }

  @Test
  void refusesATarWhoseHeadersGoOnWithoutEnd() throws IOException {
    for (byte type :
        new byte[] {
          TarConstants.LF_GNUTYPE_LONGNAME,
          TarConstants.LF_PAX_EXTENDED_HEADER_LC,
          TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER
        }) {
      Path archive = temporary.resolve("endless.tar.zst");
      try (OutputStream zstd = new ZstdCompressorOutputStream(Files.newOutputStream(archive))) {
        ByteArrayOutputStream front = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(front)) {
          put(tar, "zarr.json", sent().bytes("zarr.json"));
          tar.flush();
        }
        int records = (sent().bytes("zarr.json").length + 1023) / 512;
        zstd.write(front.toByteArray(), 0, 512 * records);
        TarArchiveEntry entry = new TarArchiveEntry("x", type, true);
        entry.setSize(1L << 31);
        byte[] header = new byte[512];
        entry.writeEntryHeader(header);
        zstd.write(header);
        byte[] text = ("999999999 comment=" + "x".repeat(1 << 16)).getBytes(StandardCharsets.UTF_8);
        for (long done = 0; done < 1L << 31; done += text.length) {
          zstd.write(text);
        }
      }
      assertThat(Files.size(archive)).isLessThan(4 << 20);
      assertRefused(archive, "is damaged or was cut short");
    }
  }

  @Test
  void refusesATarThatGoesOnBehindItsEnd() throws IOException {
    byte[] whole;
    try (InputStream in =
        new ZstdCompressorInputStream(
            new ByteArrayInputStream(sent().toBytes(ArchiveFormat.TAR_ZST)))) {
      whole = in.readAllBytes();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zstd = new ZstdCompressorOutputStream(out)) {
      zstd.write(whole);
      zstd.write(new byte[256 << 20]);
    }
    assertRefused(Files.write(temporary.resolve("long.tar.zst"), out.toByteArray()), "goes on");
  }

  @Test
  void refusesAZipWithAnEndlessDirectory() throws IOException {
    Path archive = temporary.resolve("many.zip");
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive)) {
      for (int i = 0; i < 200_000; i++) {
        ZipArchiveEntry entry = new ZipArchiveEntry("0/c/0/0/" + i);
        entry.setMethod(ZipArchiveEntry.STORED);
        entry.setSize(0);
        entry.setCrc(new CRC32().getValue());
        zip.putArchiveEntry(entry);
        zip.closeArchiveEntry();
      }
    }
    assertRefused(archive, "its directory");
  }

  @Test
  void refusesFilesThatAreNoArchives() throws IOException {
    assertRefused(Files.write(temporary.resolve("a.zip"), new byte[0]), "neither");
    assertRefused(
        Files.write(temporary.resolve("b.zip"), "SIMPLE  =".getBytes(StandardCharsets.UTF_8)),
        "neither");
    assertRefused(Files.write(temporary.resolve("c.zip"), new byte[] {'P', 'K', 3, 4}));
    byte[] rubbish = new byte[5000];
    new Random(3).nextBytes(rubbish);
    for (ArchiveFormat format : ArchiveFormat.values()) {
      byte[] whole = sent().toBytes(format);
      System.arraycopy(whole, 0, rubbish, 0, 4);
      assertRefused(Files.write(temporary.resolve("d." + format), rubbish));
    }
  }
}
