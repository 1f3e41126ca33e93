package org.visiomatic.serve.web;

import io.pebbletemplates.pebble.error.LoaderException;
import io.pebbletemplates.pebble.loader.Loader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads templates from one folder, and from nowhere else whatever a template includes. Names are
/// relative to the folder, as in Jinja, unless they begin with a dot.
final class TemplateFiles implements Loader<String> {

  private final Path folder;

  TemplateFiles(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /// Where a template stands.
  Path place(String name) {
    return folder.resolve(name).normalize();
  }

  @Override
  public Reader getReader(String name) {
    try {
      Path file = place(name);
      if (!file.startsWith(folder)) {
        throw new LoaderException(null, "the file " + name + " is not below " + folder);
      }
      return new StringReader(Files.readString(file));
    } catch (IOException | InvalidPathException e) {
      throw new LoaderException(
          e, "the file " + name + " is not there or is no readable UTF-8 text");
    }
  }

  @Override
  public boolean resourceExists(String name) {
    try {
      Path file = place(name);
      return file.startsWith(folder) && Files.isRegularFile(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  @Override
  public @Nullable String resolveRelativePath(String name, String anchor) {
    if (!name.startsWith(".")) {
      return null;
    }
    return folder.relativize(place(anchor).resolveSibling(name).normalize()).toString();
  }

  @Override
  public String createCacheKey(String name) {
    return name;
  }

  @Override
  public void setCharset(String charset) {
    throw new UnsupportedOperationException("Templates are UTF-8.");
  }

  @Override
  public void setPrefix(String prefix) {
    throw new UnsupportedOperationException("Templates have the names of their files.");
  }

  @Override
  public void setSuffix(String suffix) {
    throw new UnsupportedOperationException("Templates have the names of their files.");
  }
}
