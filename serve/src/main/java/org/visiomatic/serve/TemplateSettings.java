package org.visiomatic.serve;

import java.nio.file.Path;
import java.util.Optional;

/// HTML templates of the site.
///
/// @param folder whose files `base` and `banner`, where they exist, replace the built-in pages
/// @param base file name of the page at `/`, in that folder if there is one
/// @param banner file name of the page of the image API, likewise
public record TemplateSettings(Optional<Path> folder, String base, String banner) {

  /// What the template of the page at `/` is called when nobody says.
  public static final String USUAL_BASE = "base.html";

  /// What that of the page of the image API is called.
  public static final String USUAL_BANNER = "banner.html";

  /// The built-in pages.
  public static TemplateSettings none() {
    return new TemplateSettings(Optional.empty(), USUAL_BASE, USUAL_BANNER);
  }
}
