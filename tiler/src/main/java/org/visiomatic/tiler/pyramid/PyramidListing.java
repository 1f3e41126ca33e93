package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files of a pyramid, and the most bytes that each can have, told by its group document alone.
/// So whoever unpacks a pyramid from somewhere knows what is to come before it comes.
///
/// Names are relative to the folder of the pyramid, with slashes.
public final class PyramidListing {

  /// The group document, which comes first.
  public static final String DOCUMENT = ZarrDocuments.NAME;

  private static final Pattern OF_LEVEL =
      Pattern.compile(
          "(0|[1-9]\\d?)/(?:zarr\\.json|c/(0|[1-9]\\d{0,9})/(0|[1-9]\\d{0,9})/(0|[1-9]\\d{0,9}))");

  private static final Pattern FOLDER =
      Pattern.compile("(0|[1-9]\\d?)(?:/c(?:/(?:0|[1-9]\\d{0,9})){0,2})?");

  private final OwnAttributes own;
  private final List<ShardGrid> grids;
  private final int documentBytes;

  private PyramidListing(OwnAttributes own, int documentBytes) {
    this.own = own;
    this.grids = own.grids();
    this.documentBytes = documentBytes;
  }

  /// Reads a group document.
  ///
  /// @param origin what to call the document in messages
  /// @throws DamagedPyramidException when it is not one of a version that we read
  public static PyramidListing of(byte[] document, Path origin) throws IOException {
    OwnAttributes own =
        OwnAttributes.read(new JsonField(origin, "", ZarrDocuments.parse(origin, document)));
    return new PyramidListing(own, document.length);
  }

  /// What the pyramid says about itself.
  public PyramidMetadata metadata() {
    return own.metadata();
  }

  /// How many files it has. A document may claim any number.
  public long files() {
    double files = 1;
    for (ShardGrid grid : grids) {
      files += 1 + (double) grid.shards() - own.emptyShards().get(grid.level()).size();
    }
    return (long) files;
  }

  /// The names of its files, the group document first; an answer as long as [#files] says.
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(DOCUMENT));
    for (ShardGrid grid : grids) {
      names.add(grid.level() + "/" + ZarrDocuments.NAME);
      for (long shard = 0; shard < grid.shards(); shard++) {
        if (hasFile(grid, shard)) {
          names.add(grid.level() + "/" + grid.name(shard));
        }
      }
    }
    return names;
  }

  /// The most bytes that a file can have; nothing when a pyramid like this has no file of that
  /// name.
  public OptionalLong mostBytes(String name) {
    if (name.equals(DOCUMENT)) {
      return OptionalLong.of(documentBytes);
    }
    Matcher parts = OF_LEVEL.matcher(name);
    if (!parts.matches() || Integer.parseInt(parts.group(1)) >= grids.size()) {
      return OptionalLong.empty();
    }
    ShardGrid grid = grids.get(Integer.parseInt(parts.group(1)));
    if (parts.group(2) == null) {
      return OptionalLong.of(ZarrDocuments.bytes(ZarrDocuments.array(grid)).length);
    }
    long channel = Long.parseLong(parts.group(2)) * grid.shardChannels();
    long row = Long.parseLong(parts.group(3)) * grid.shardRows();
    long column = Long.parseLong(parts.group(4)) * grid.shardColumns();
    PyramidGeometry geometry = grid.geometry();
    if (channel >= geometry.channels()
        || row >= geometry.rows(grid.level())
        || column >= geometry.columns(grid.level())) {
      return OptionalLong.empty();
    }
    long shard = grid.shardOf((int) channel, (int) row, (int) column);
    return hasFile(grid, shard) ? OptionalLong.of(mostBytes(grid, shard)) : OptionalLong.empty();
  }

  /// Whether some file of the pyramid may stand below a folder of that name.
  public boolean mayHaveFolder(String name) {
    Matcher parts = FOLDER.matcher(name);
    return parts.matches() && Integer.parseInt(parts.group(1)) < grids.size();
  }

  private boolean hasFile(ShardGrid grid, long shard) {
    return !own.emptyShards().get(grid.level()).contains(grid.name(shard));
  }

  private static long mostBytes(ShardGrid grid, long shard) {
    return grid.hasFixedPlaces()
        ? grid.fileBytes(shard)
        : (long) grid.slots(shard) * grid.mostStored() + ShardIndex.bytes(grid.entries());
  }
}
