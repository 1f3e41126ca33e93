package org.visiomatic.serve;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Origins as browsers write them (HTML standard, serialization of an origin): in small letters,
/// without a port where it is the usual one. What a browser sends is compared letter by letter, so
/// that any other spelling would never match.
final class Origins {

  private static final Pattern FORM =
      Pattern.compile(
          "(https?)://([a-z0-9_-]+(?:\\.[a-z0-9_-]+)*\\.?|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?");

  private static final int LAST_PORT = 65535;

  private Origins() {}

  /// An origin in the spelling of browsers, or `*`.
  ///
  /// @throws IllegalArgumentException when it is none
  static String spelled(String text) {
    if (text.equals("*")) {
      return text;
    }
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      throw refused(text);
    }
    String bare = form.group(1) + "://" + form.group(2);
    if (form.group(3) == null) {
      return bare;
    }
    int port = Integer.parseInt(form.group(3));
    if (port > LAST_PORT) {
      throw refused(text);
    }
    int usual = form.group(1).equals("https") ? 443 : 80;
    return port == usual ? bare : bare + ":" + port;
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "The origin \"%s\" cannot be allowed: it must be * or look like https://host or https://host:port, with nothing before or after it."
            .formatted(text));
  }
}
