package org.visiomatic.tiler.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.visiomatic.tiler.build.Demand;
import org.visiomatic.tiler.build.ImageTiler;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.build.TilingProgress;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.PyramidListing;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.source.FitsFixtures;

/// The entries of an archive that somebody may send: at first those of a pyramid, then with
/// whatever a test does to them.
final class SentPyramid {

  /// An entry.
  ///
  /// @param name also one that no archiver would write
  /// @param link where it leads when it is a symbolic link; empty for a file
  record Part(String name, byte[] bytes, String link) {}

  private final List<Part> parts = new ArrayList<>();

  /// Builds the pyramid of an image of 40 × 30 pixels, 8 files in all.
  static Path build(Path image, Path cacheFolder, Storage storage)
      throws IOException, InterruptedException {
    if (!Files.exists(image)) {
      FitsFixtures.ramp(40, 30, 1).writeTo(image);
    }
    CacheFolder cache = CacheFolder.open(cacheFolder);
    TilingOptions options = new TilingOptions(new TileSize(16, 16), List.of(), 1, 1 << 20, storage);
    try (ImageTiler tiler = new ImageTiler(cache, options)) {
      tiler.tile(image, Demand.ANY, TilingProgress.silent()).pyramid().close();
    }
    return cache.pyramids().getLast();
  }

  /// What an export of a pyramid holds.
  static SentPyramid of(Path pyramid) throws IOException {
    SentPyramid sent = new SentPyramid();
    Path document = pyramid.resolve(PyramidListing.DOCUMENT);
    for (String name : PyramidListing.of(Files.readAllBytes(document), document).names()) {
      sent.add(name, Files.readAllBytes(pyramid.resolve(name)));
    }
    return sent;
  }

  SentPyramid add(String name, byte[] bytes) {
    parts.add(new Part(name, bytes, ""));
    return this;
  }

  SentPyramid addLink(String name, String target) {
    parts.add(new Part(name, target.getBytes(StandardCharsets.UTF_8), target));
    return this;
  }

  byte[] bytes(String name) {
    return parts.stream().filter(part -> part.name.equals(name)).findFirst().orElseThrow().bytes;
  }

  SentPyramid replace(String name, byte[] bytes) {
    parts.replaceAll(part -> part.name.equals(name) ? new Part(name, bytes, "") : part);
    return this;
  }

  /// Changes the text of the group document.
  SentPyramid edit(String found, String instead) {
    String text = new String(bytes("zarr.json"), StandardCharsets.UTF_8);
    if (!text.contains(found)) {
      throw new IllegalArgumentException("There is no " + found + " in\n" + text);
    }
    return replace("zarr.json", text.replace(found, instead).getBytes(StandardCharsets.UTF_8));
  }

  SentPyramid drop(String name) {
    parts.removeIf(part -> part.name.equals(name));
    return this;
  }

  /// The last entry first.
  SentPyramid reverse() {
    java.util.Collections.reverse(parts);
    return this;
  }

  byte[] toBytes(ArchiveFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (format) {
      case ZIP -> writeZip(out);
      case TAR_ZST -> writeTar(out);
    }
    return out.toByteArray();
  }

  Path writeTo(Path file, ArchiveFormat format) throws IOException {
    return Files.write(file, toBytes(format));
  }

  private void writeZip(ByteArrayOutputStream out) throws IOException {
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      for (Part part : parts) {
        ZipArchiveEntry entry = new ZipArchiveEntry(part.name);
        entry.setMethod(ZipArchiveEntry.STORED);
        boolean isFolder = part.name.endsWith("/");
        entry.setUnixMode(!part.link.isEmpty() ? 0120777 : isFolder ? 0040755 : 0100644);
        entry.setSize(part.bytes.length);
        CRC32 check = new CRC32();
        check.update(part.bytes);
        entry.setCrc(check.getValue());
        zip.putArchiveEntry(entry);
        zip.write(part.bytes);
        zip.closeArchiveEntry();
      }
    }
  }

  private void writeTar(ByteArrayOutputStream out) throws IOException {
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new ZstdCompressorOutputStream(out))) {
      for (Part part : parts) {
        boolean isLink = !part.link.isEmpty();
        TarArchiveEntry entry =
            isLink
                ? new TarArchiveEntry(part.name, TarArchiveEntry.LF_SYMLINK, true)
                : new TarArchiveEntry(part.name, true);
        if (isLink) {
          entry.setLinkName(part.link);
        } else {
          entry.setSize(part.bytes.length);
        }
        tar.putArchiveEntry(entry);
        if (!isLink) {
          tar.write(part.bytes);
        }
        tar.closeArchiveEntry();
      }
    }
  }
}
