package org.visiomatic.tiler.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.visiomatic.tiler.source.FitsFixtures;

/// Small good inputs that the fuzzer starts from.
final class Seeds {

  private static final Map<String, ?> COMPRESSED =
      Map.of("ZBITPIX", 32, "ZNAXIS", 2, "ZNAXIS1", 4, "ZNAXIS2", 2, "ZTILE1", 4, "ZTILE2", 1);

  private static final int TILE_SEEDS = 20;
  private static final int TILE_SEED_BYTES = 700;

  private Seeds() {}

  /// Whole files.
  static void files(Path folder) throws IOException {
    byte[] plain =
        FitsFixtures.file()
            .image(FitsFixtures.ramp(5, 4, 2).card("BLANK", 3).card("BSCALE", 2))
            .toBytes();
    write(folder, "plain", plain);
    write(
        folder,
        "shorts",
        FitsFixtures.file()
            .image(FitsFixtures.shorts(3, 2, new short[6]).card("BZERO", 32768))
            .toBytes());
    write(folder, "detectors", FitsFixtures.detectors(2, 1, 4, 3).toBytes());
    write(
        folder,
        "table",
        FitsFixtures.file()
            .emptyPrimary()
            .table("CAT")
            .image(FitsFixtures.ints(2, 2, 1, 2, 3, 4))
            .toBytes());
    for (String codec :
        List.of("NOCOMPRESS", "GZIP_1", "GZIP_2", "RICE_1", "PLIO_1", "HCOMPRESS_1")) {
      write(
          folder,
          codec,
          FitsFixtures.file()
              .emptyPrimary()
              .tiles(List.of(tile(codec), tile(codec)), with(codec))
              .toBytes());
    }
    write(folder, "gz", packed(plain, GZIPOutputStream::new));
    write(folder, "bz2", packed(plain, BZip2CompressorOutputStream::new));
    write(folder, "xz", packed(plain, XZCompressorOutputStream::new));
    write(folder, "zst", packed(plain, ZstdCompressorOutputStream::new));
    write(folder, "Z", new byte[] {0x1f, (byte) 0x9d, (byte) 0x90, 'S', (byte) 0x92, 0x34, 0x41});
  }

  private static Map<String, ?> with(String codec) {
    Map<String, Object> cards = new java.util.LinkedHashMap<>();
    cards.put("ZCMPTYPE", codec);
    cards.putAll(COMPRESSED);
    return cards;
  }

  private static byte[] tile(String codec) throws IOException {
    byte[] plain = {0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4};
    return codec.startsWith("GZIP") ? packed(plain, GZIPOutputStream::new) : plain;
  }

  /// Header records as lines.
  static void headers(Path folder) throws IOException {
    write(
        folder,
        "image",
        lines(
            "BITPIX  = 16",
            "NAXIS   = 2",
            "NAXIS1  = 8",
            "NAXIS2  = 4",
            "BSCALE  = 0.5",
            "BLANK   = -1"));
    write(
        folder,
        "mosaic",
        lines(
            "BITPIX  = 8",
            "NAXIS   = 0",
            "END",
            "XTENSION= 'IMAGE   '",
            "BITPIX  = -32",
            "NAXIS   = 3",
            "NAXIS1  = 4",
            "NAXIS2  = 2",
            "NAXIS3  = 2",
            "PCOUNT  = 0",
            "GCOUNT  = 1",
            "DETSEC  = '[1:4,1:2]'",
            "DATASEC = '[4:1,1:2]'",
            "END",
            "XTENSION= 'IMAGE   '",
            "BITPIX  = 64",
            "NAXIS   = 2",
            "NAXIS1  = 4",
            "NAXIS2  = 2",
            "CRPIX1  = 1.5D0",
            "CD1_1   = 1E-5",
            "DETSEC  = '[5:8,1:2]'"));
    write(
        folder,
        "tiles",
        lines(
            "BITPIX  = 8",
            "NAXIS   = 0",
            "END",
            "XTENSION= 'BINTABLE'",
            "BITPIX  = 8",
            "NAXIS   = 2",
            "NAXIS1  = 8",
            "NAXIS2  = 2",
            "PCOUNT  = 99",
            "GCOUNT  = 1",
            "TFIELDS = 1",
            "TFORM1  = '1PB(9)'",
            "TTYPE1  = 'COMPRESSED_DATA'",
            "THEAP   = 16",
            "ZIMAGE  = T",
            "ZCMPTYPE= 'NOCOMPRESS'",
            "ZBITPIX = 8",
            "ZNAXIS  = 2",
            "ZNAXIS1 = 4",
            "ZNAXIS2 = 2",
            "ZTILE1  = 4",
            "ZTILE2  = 1"));
    write(
        folder,
        "odd",
        lines(
            "BITPIX  = 8",
            "NAXIS   = 2",
            "NAXIS1  = 1",
            "NAXIS2  = 1",
            "LONG    = 'text&'",
            "CONTINUE  'more'",
            "HIERARCH ESO A B = (1.0, 2.0) / c",
            "COMMENT x",
            "HISTORY",
            "EXTNAME = 'it''s'",
            "X       = 12345678901234567890"));
  }

  /// What the fuzzer makes choices and tiles of; nothing says which is which, so any bytes do.
  static void tiles(Path folder) throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < TILE_SEEDS; i++) {
      byte[] bytes = new byte[TILE_SEED_BYTES];
      random.nextBytes(bytes);
      write(folder, "tiles" + i, bytes);
    }
  }

  private static byte[] lines(String... lines) {
    return String.join("\n", lines).getBytes(StandardCharsets.US_ASCII);
  }

  private interface Packer {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] packed(byte[] plain, Packer packer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packer.over(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  static void write(Path folder, String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }
}
