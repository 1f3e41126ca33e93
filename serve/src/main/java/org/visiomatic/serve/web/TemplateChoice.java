package org.visiomatic.serve.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.visiomatic.serve.ProductVersion;
import org.visiomatic.serve.ServerPaths;

/// Which templates of the site stand in for built-in pages, and what they are filled with.
final class TemplateChoice {

  private final Optional<Path> folder;
  private final Map<String, Object> values;

  /// @param rootPath prefix of the addresses
  /// @param image the only image to show, if any
  /// @param userdoc address of the user documentation with the root path, or empty
  TemplateChoice(ServerPaths paths, String rootPath, String image, String userdoc) {
    folder = paths.templates().folder();
    values =
        Map.of(
            "root_path",
            rootPath,
            // Templates of VisiOmatic 3 put the root path before these two themselves.
            "api_path",
            paths.apiPath(),
            "doc_url",
            userdoc.isEmpty() ? "" : paths.userdocUrl(),
            "userdoc_url",
            userdoc,
            "doc_path",
            paths.published().docPath(),
            "image",
            image,
            "package",
            "VisiOmatic",
            "version",
            ProductVersion.TEXT);
  }

  /// The filled template, or nothing when the built-in page is to be shown: when nobody has named a
  /// template and the folder holds none of the usual name.
  ///
  /// @param setting name of the setting that names the template
  /// @param name file, relative to the folder of templates or else to the working folder
  /// @param usual what it is called when nobody says
  Optional<String> fill(String setting, String name, String usual) {
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      throw new TemplateException(
          "The folder of templates %s is not there; name one with template_dir, or leave it empty for the built-in pages."
              .formatted(folder.get()),
          null);
    }
    boolean named = !name.equals(usual);
    if (folder.isEmpty() && !named) {
      return Optional.empty();
    }
    Path file = folder.map(inside -> inside.resolve(name)).orElse(Path.of(name)).toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      if (named) {
        throw new TemplateException(
            "The template %s is not there; name another with %s.".formatted(file, setting), null);
      }
      return Optional.empty();
    }
    Path root =
        folder
            .map(inside -> inside.toAbsolutePath().normalize())
            .filter(file.normalize()::startsWith)
            .orElseGet(() -> file.normalize().getParent());
    String relative = root.relativize(file.normalize()).toString();
    return Optional.of(new SiteTemplates(root).fill(relative, values));
  }
}
