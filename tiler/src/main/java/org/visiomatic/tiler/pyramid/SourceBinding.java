package org.visiomatic.tiler.pyramid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Makes a pyramid that of another file with the same pixels: the same image at another place, or
/// with another time of modification.
public final class SourceBinding {

  private SourceBinding() {}

  /// Writes the group document anew. Not for a published pyramid, which never changes.
  ///
  /// @param pyramid a whole one
  /// @param source the file that it is of from now on
  public static void bind(Path pyramid, SourceStamp source) throws IOException {
    Path document = pyramid.resolve(ZarrDocuments.NAME);
    JsonField group =
        new JsonField(document, "", ZarrDocuments.parse(document, ZarrDocuments.load(document)));
    OwnAttributes attributes = OwnAttributes.read(group);
    ObjectNode own = (ObjectNode) group.get("attributes").get("visiomatic").node();
    MetadataJson.write(source, own);
    own.put("identity", OwnAttributes.identity(own));
    byte[] bytes = ZarrDocuments.bytes(ZarrDocuments.group(attributes.geometry(), source, own));
    try (FileChannel file =
        FileChannel.open(
            document, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        file.write(rest);
      }
      file.force(true);
    }
  }
}
