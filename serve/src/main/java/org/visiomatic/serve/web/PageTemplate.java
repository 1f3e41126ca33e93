package org.visiomatic.serve.web;

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

  String fill(Map<String, String> values) {
    return PLACE
        .matcher(html)
        .replaceAll(
            place -> {
              String value = values.get(place.group(1));
              return Matcher.quoteReplacement(value == null ? place.group() : escape(value));
            });
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
