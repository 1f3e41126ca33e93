package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.Path;

/// What the group document of a pyramid says, whether or not the rest of it is whole.
///
/// @param geometry sizes and tile shape
/// @param storage how the tiles are kept
/// @param metadata what the pyramid says about itself
public record PyramidDescription(
    PyramidGeometry geometry, Storage storage, PyramidMetadata metadata) {

  /// Reads the group document of a pyramid, and nothing else.
  ///
  /// @throws DamagedPyramidException when there is none of a version that we read
  public static PyramidDescription read(Path folder) throws IOException {
    Path document = folder.resolve(ZarrDocuments.NAME);
    byte[] bytes = ZarrDocuments.load(document);
    OwnAttributes own =
        OwnAttributes.read(new JsonField(document, "", ZarrDocuments.parse(document, bytes)));
    return new PyramidDescription(own.geometry(), own.storage(), own.metadata());
  }

  /// Whether a pyramid is of a version of the format that we do not read, rather than damaged.
  public static boolean isOfAnotherVersion(Path folder) throws IOException {
    Path document = folder.resolve(ZarrDocuments.NAME);
    try {
      JsonField group =
          new JsonField(document, "", ZarrDocuments.parse(document, ZarrDocuments.load(document)));
      return PyramidCheck.isOfAnotherVersion(group.get("attributes").get("visiomatic"));
    } catch (DamagedPyramidException e) {
      return false;
    }
  }
}
