package org.visiomatic.tiler.pyramid;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A value in a JSON document and its place there, for messages.
///
/// @param file the document
/// @param place the names that lead to the value
/// @param node the value
record JsonField(Path file, String place, JsonNode node) {

  private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]+");

  /// The field of an object.
  JsonField get(String name) throws DamagedPyramidException {
    JsonNode value = node.get(name);
    String inner = place.isEmpty() ? name : place + "." + name;
    if (value == null) {
      throw new DamagedPyramidException("The file %s lacks the field %s.".formatted(file, inner));
    }
    return new JsonField(file, inner, value);
  }

  /// Whether an object has a field.
  boolean has(String name) {
    return node.has(name);
  }

  /// The items of an array.
  List<JsonField> items() throws DamagedPyramidException {
    require(node.isArray(), "an array");
    List<JsonField> items = new ArrayList<>(node.size());
    for (JsonNode item : node) {
      items.add(new JsonField(file, place + "[" + items.size() + "]", item));
    }
    return items;
  }

  String text() throws DamagedPyramidException {
    require(node.isTextual(), "a text");
    return node.textValue();
  }

  boolean flag() throws DamagedPyramidException {
    require(node.isBoolean(), "true or false");
    return node.booleanValue();
  }

  int integer() throws DamagedPyramidException {
    require(node.isIntegralNumber() && node.canConvertToInt(), "a 32-bit integer");
    return node.intValue();
  }

  long wide() throws DamagedPyramidException {
    require(node.isIntegralNumber() && node.canConvertToLong(), "a 64-bit integer");
    return node.longValue();
  }

  /// A number, where `"NaN"`, `"Infinity"` and `"-Infinity"` are numbers too.
  double real() throws DamagedPyramidException {
    if (node.isTextual()) {
      return switch (node.textValue()) {
        case "NaN" -> Double.NaN;
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        default -> throw wrong("a number");
      };
    }
    require(node.isNumber(), "a number");
    return node.doubleValue();
  }

  boolean isNull() {
    return node.isNull();
  }

  /// What to say when the value is not what it should be.
  DamagedPyramidException wrong(String expected) {
    String found = printable(node.toString());
    return new DamagedPyramidException(
        "The field %s of the file %s is %s, but %s was expected."
            .formatted(
                place, file, found.length() > 80 ? found.substring(0, 80) + "…" : found, expected));
  }

  /// A piece of a document for a message, in one line.
  static String printable(String text) {
    return CONTROLS.matcher(text).replaceAll(" ");
  }

  private void require(boolean right, String expected) throws DamagedPyramidException {
    if (!right) {
      throw wrong(expected);
    }
  }
}
