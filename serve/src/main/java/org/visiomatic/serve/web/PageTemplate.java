package org.visiomatic.serve.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// HTML with places like `{{ name }}`, filled with escaped texts. Unknown names are left as they
/// are.
final class PageTemplate {

  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([a-z_]+)\\s*}}");

  private final String html;

  PageTemplate(String html) {
    this.html = html;
  }

  /// A page that comes with the program.
  static PageTemplate of(String name) {
    return new PageTemplate(resource(name));
  }

  /// A page in the frame that all plain pages of the program share.
  ///
  /// @param name of its content
  static PageTemplate plain(String title, String name) {
    return of("plain.html")
        .with("{{ title }}", escape(title))
        .with("<!-- content -->\n", resource(name));
  }

  /// The same with a part exchanged.
  ///
  /// @param part as it stands in the template
  PageTemplate with(String part, String other) {
    return new PageTemplate(html.replace(part, other));
  }

  /// The page, with its places filled.
  String fill(Map<String, String> values) {
    return PLACE
        .matcher(html)
        .replaceAll(
            place -> {
              String value = values.get(place.group(1));
              return Matcher.quoteReplacement(value == null ? place.group() : escape(value));
            });
  }

  private static String resource(String name) {
    try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The page " + name + " is missing from the program.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A text as it may stand between tags and in quoted attributes.
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
