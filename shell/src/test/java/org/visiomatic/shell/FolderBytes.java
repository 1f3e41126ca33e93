package org.visiomatic.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// What a cache folder holds, to compare one with another.
final class FolderBytes {

  private FolderBytes() {}

  /// The pyramids in a folder.
  static List<Path> pyramids(Path cache) throws IOException {
    try (Stream<Path> entries = Files.list(cache)) {
      return entries.filter(entry -> entry.toString().endsWith(".ome.zarr")).sorted().toList();
    }
  }

  /// Size and checksum of every file of every pyramid, by path.
  static SortedMap<String, List<Long>> of(Path cache) throws IOException {
    SortedMap<String, List<Long>> files = new TreeMap<>();
    for (Path pyramid : pyramids(cache)) {
      try (Stream<Path> all = Files.walk(pyramid)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          byte[] bytes = Files.readAllBytes(file);
          CRC32C check = new CRC32C();
          check.update(bytes);
          files.put(
              cache.relativize(file).toString(),
              Arrays.asList((long) bytes.length, check.getValue()));
        }
      }
    }
    return files;
  }

  /// What dead or live builds have there.
  static List<Path> staging(Path cache) throws IOException {
    Path staging = cache.resolve(".staging");
    if (!Files.exists(staging)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(staging)) {
      return entries.toList();
    }
  }
}
