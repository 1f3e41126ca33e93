package org.visiomatic.tiler.pyramid;

import java.nio.file.Path;

/// How the tiles of one level are laid out in shard files.
///
/// A shard holds a box of tiles (channels × rows × columns, at most [#MAXIMUM_TILES]). Each of its
/// tiles that lie inside the image has a slot of the size of a whole tile, counted row by row
/// without gaps, and an entry in the index behind the last slot. Where a tile stands is thus known
/// before any tile is written, so threads need no agreement and the bytes do not depend on their
/// order.
final class ShardGrid {

  /// The most tiles of one shard: its index, 64 KiB then, is one small read.
  static final int MAXIMUM_TILES = 4096;

  private static final int MAXIMUM_SIDE = 64;

  private final PyramidGeometry geometry;
  private final int level;
  private final SampleFormat format;
  private final int shardChannels;
  private final int shardRows;
  private final int shardColumns;

  ShardGrid(PyramidGeometry geometry, int level, SampleFormat format) {
    this.geometry = geometry;
    this.level = level;
    this.format = level == 0 ? format : SampleFormat.FLOAT32;
    shardRows = Math.min(MAXIMUM_SIDE, geometry.rows(level));
    shardColumns = Math.min(MAXIMUM_SIDE, geometry.columns(level));
    shardChannels = Math.min(geometry.channels(), MAXIMUM_TILES / (shardRows * shardColumns));
  }

  PyramidGeometry geometry() {
    return geometry;
  }

  int level() {
    return level;
  }

  /// How the numbers of this level are stored.
  SampleFormat format() {
    return format;
  }

  /// Whether tiles without any value are left out. They read as the fill value, which only means
  /// "no value" in formats that can say so.
  boolean elides() {
    return format.type() == SampleFormat.Type.FLOAT32 || format.fill().isPresent();
  }

  /// Channels of a shard, in tiles and in pixels alike.
  int shardChannels() {
    return shardChannels;
  }

  /// Rows of tiles of a shard.
  int shardRows() {
    return shardRows;
  }

  /// Columns of tiles of a shard.
  int shardColumns() {
    return shardColumns;
  }

  /// Bytes of one row of a tile.
  int rowBytes() {
    return geometry.tile().width() * format.type().bytes();
  }

  /// Bytes of one tile.
  int tileBytes() {
    return rowBytes() * geometry.tile().height();
  }

  /// The number of places for shards; a shard without any value has no file.
  long shards() {
    return Math.multiplyExact((long) down(geometry.channels(), shardChannels), shardsPerBox());
  }

  /// The number of the shard that holds a tile.
  long shardOf(int channel, int row, int column) {
    return channel / shardChannels * shardsPerBox()
        + (long) (row / shardRows) * across()
        + column / shardColumns;
  }

  /// The entry of a tile in the index of its shard, in the order of the Zarr standard.
  int entryOf(int channel, int row, int column) {
    return (channel % shardChannels * shardRows + row % shardRows) * shardColumns
        + column % shardColumns;
  }

  /// The slot of a tile in its shard.
  int slotOf(int channel, int row, int column) {
    long shard = shardOf(channel, row, column);
    return (channel % shardChannels * rowsIn(shard) + row % shardRows) * columnsIn(shard)
        + column % shardColumns;
  }

  /// The slots of a shard: its tiles inside the image.
  int slots(long shard) {
    return channelsIn(shard) * rowsIn(shard) * columnsIn(shard);
  }

  /// The tile in a slot of a shard.
  TileKey tileIn(long shard, int slot) {
    int columns = columnsIn(shard);
    int rows = rowsIn(shard);
    return new TileKey(
        level,
        (int) (shard / shardsPerBox()) * shardChannels + slot / columns / rows,
        (int) (shard % shardsPerBox() / across()) * shardRows + slot / columns % rows,
        (int) (shard % across()) * shardColumns + slot % columns);
  }

  /// Entries of the index of every shard.
  int entries() {
    return shardChannels * shardRows * shardColumns;
  }

  /// Where the index begins: behind the last slot.
  long indexOffset(long shard) {
    return (long) slots(shard) * tileBytes();
  }

  /// The size of the file of a shard.
  long fileBytes(long shard) {
    return indexOffset(shard) + ShardIndex.bytes(entries());
  }

  /// The name of a shard below the folder of the level, with slashes.
  String name(long shard) {
    return "c/%d/%d/%d"
        .formatted(shard / shardsPerBox(), shard % shardsPerBox() / across(), shard % across());
  }

  /// The file of a shard.
  Path file(Path pyramid, long shard) {
    return folder(pyramid).resolve(name(shard));
  }

  /// The folder of the level.
  Path folder(Path pyramid) {
    return pyramid.resolve(Integer.toString(level));
  }

  private int channelsIn(long shard) {
    return inside(geometry.channels(), shardChannels, shard / shardsPerBox());
  }

  private int rowsIn(long shard) {
    return inside(geometry.rows(level), shardRows, shard % shardsPerBox() / across());
  }

  private int columnsIn(long shard) {
    return inside(geometry.columns(level), shardColumns, shard % across());
  }

  private int across() {
    return down(geometry.columns(level), shardColumns);
  }

  private long shardsPerBox() {
    return (long) down(geometry.rows(level), shardRows) * across();
  }

  private static int down(int size, int step) {
    return (size - 1) / step + 1;
  }

  private static int inside(int size, int step, long position) {
    return (int) Math.min(step, size - position * step);
  }
}
