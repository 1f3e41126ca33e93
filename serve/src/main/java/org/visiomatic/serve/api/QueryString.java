package org.visiomatic.serve.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The names and values of a query, decoded. Names in any case count as upper case; a name without
/// `=` has the empty value.
public final class QueryString {

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  /// Reads what stands behind the `?` of a URL, as it was sent. A bare `+` is a blank; a `%` that
  /// begins no code stands for itself.
  public static QueryString parse(String raw) {
    QueryString query = new QueryString();
    for (String pair : raw.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        query
            .values
            .computeIfAbsent(decode(name).toUpperCase(Locale.ROOT), key -> new ArrayList<>(1))
            .add(decode(value));
      }
    }
    return query;
  }

  /// A query of parameters whose values are not encoded.
  public static QueryString of(Map<Parameter, List<String>> values) {
    QueryString query = new QueryString();
    values.forEach((parameter, each) -> query.values.put(parameter.name(), List.copyOf(each)));
    return query;
  }

  /// Every value of a name, in order.
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /// The last value of a name.
  public Optional<String> last(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /// Whether a name is there, with any value.
  public boolean has(String name) {
    return values.containsKey(name);
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < encoded.length; i++) {
      byte c = encoded[i];
      if (c == '+') {
        bytes.write(' ');
      } else if (c == '%' && i + 2 < encoded.length && isCode(encoded[i + 1], encoded[i + 2])) {
        bytes.write(Character.digit(encoded[i + 1], 16) << 4 | Character.digit(encoded[i + 2], 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static boolean isCode(byte high, byte low) {
    return Character.digit(high, 16) >= 0 && Character.digit(low, 16) >= 0;
  }
}
