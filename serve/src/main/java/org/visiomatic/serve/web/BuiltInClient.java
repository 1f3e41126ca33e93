package org.visiomatic.serve.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/// The files of the web client that comes with the program, as resources on the class path. Read
/// once and kept: they are few and small.
public final class BuiltInClient implements StaticFiles {

  private static final String FOLDER = "org/visiomatic/client/";

  /// Plain names only; a last part without an ending would be a folder.
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[A-Za-z0-9_@+-][A-Za-z0-9._@+-]*/)*[A-Za-z0-9_@+-][A-Za-z0-9._@+-]*\\.[A-Za-z0-9]+");

  private final Map<String, Optional<StaticFile>> files = new ConcurrentHashMap<>();

  @Override
  public Optional<StaticFile> find(String path) {
    if (!NAME.matcher(path).matches()) {
      return Optional.empty();
    }
    Optional<StaticFile> known = files.get(path);
    if (known != null) {
      return known;
    }
    Optional<StaticFile> file = read(path);
    // Only what is there is kept, so that visitors cannot fill the map.
    file.ifPresent(found -> files.put(path, file));
    return file;
  }

  private static Optional<StaticFile> read(String path) {
    try (InputStream in = BuiltInClient.class.getClassLoader().getResourceAsStream(FOLDER + path)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      CRC32C sum = new CRC32C();
      sum.update(bytes);
      String tag = '"' + HexFormat.of().toHexDigits(sum.getValue()) + '-' + bytes.length + '"';
      return Optional.of(
          new StaticFile(
              MediaTypes.of(path),
              bytes.length,
              tag,
              Optional.empty(),
              StaticFolder.HashedNames.freshness(path),
              () -> new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
