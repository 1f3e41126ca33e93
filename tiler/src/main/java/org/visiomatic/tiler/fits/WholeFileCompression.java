package org.visiomatic.tiler.fits;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.z.ZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/// Programs that compress a file as a whole, told by the first bytes of what they write. Names of
/// files lie more often than their contents.
enum WholeFileCompression {
  GZIP("gzip", "1f8b") {
    @Override
    InputStream unpack(InputStream packed) throws IOException {
      return GzipCompressorInputStream.builder()
          .setInputStream(packed)
          .setDecompressConcatenated(true)
          .get();
    }
  },
  BZIP2("bzip2", "425a68") {
    @Override
    InputStream unpack(InputStream packed) throws IOException {
      return new BZip2CompressorInputStream(packed, true);
    }
  },
  XZ("xz", "fd377a585a00") {
    @Override
    InputStream unpack(InputStream packed) throws IOException {
      return XZCompressorInputStream.builder()
          .setInputStream(packed)
          .setDecompressConcatenated(true)
          .setMemoryLimitKiB(MOST_MEMORY_KIB)
          .get();
    }
  },
  ZSTD("zstd", "28b52ffd") {
    @Override
    InputStream unpack(InputStream packed) throws IOException {
      return new ZstdCompressorInputStream(packed);
    }
  },
  COMPRESS("compress", "1f9d") {
    @Override
    InputStream unpack(InputStream packed) throws IOException {
      return new ZCompressorInputStream(packed, MOST_MEMORY_KIB);
    }
  };

  /// What a decompressor may take for its dictionary, whatever the file asks for.
  private static final int MOST_MEMORY_KIB =
      (int) Math.min(128 * 1024, Runtime.getRuntime().maxMemory() / 2 / 1024);

  private final String program;

  /// First bytes of its files, hexadecimal.
  private final String magic;

  WholeFileCompression(String program, String magic) {
    this.program = program;
    this.magic = magic;
  }

  /// The one that wrote a file, told by its first bytes.
  static Optional<WholeFileCompression> of(byte[] start) {
    String hex = HexFormat.of().formatHex(start);
    return Arrays.stream(values()).filter(one -> hex.startsWith(one.magic)).findFirst();
  }

  abstract InputStream unpack(InputStream packed) throws IOException;

  /// Name of the program.
  @Override
  public String toString() {
    return program;
  }
}
