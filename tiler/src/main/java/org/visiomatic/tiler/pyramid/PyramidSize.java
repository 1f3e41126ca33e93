package org.visiomatic.tiler.pyramid;

/// What a pyramid will take on disk, told from sizes alone.
public final class PyramidSize {

  private PyramidSize() {}

  /// Bytes of all files of a pyramid that is not compressed. Exact but for a few digits of its
  /// statistics, as long as every tile has a value: those that have none take nothing.
  ///
  /// @param checksums whether each tile carries one
  /// @param metadata as far as it is known; what statistics say matters little
  public static long bytes(
      PyramidGeometry geometry, SampleFormat format, boolean checksums, PyramidMetadata metadata) {
    Storage storage = new Storage(Storage.Compression.NONE, checksums);
    long bytes = 0;
    var levels = ZarrDocuments.object().arrayNode();
    for (int level = 0; level < geometry.levels(); level++) {
      ShardGrid grid = new ShardGrid(geometry, level, format, storage);
      for (long shard = 0; shard < grid.shards(); shard++) {
        bytes += grid.fileBytes(shard);
      }
      bytes += ZarrDocuments.bytes(ZarrDocuments.array(grid)).length;
      levels.addObject().putArray("empty_shards");
    }
    var own = OwnAttributes.write(geometry, format, storage, metadata, levels);
    return bytes
        + ZarrDocuments.bytes(ZarrDocuments.group(geometry, metadata.source(), own)).length;
  }
}
