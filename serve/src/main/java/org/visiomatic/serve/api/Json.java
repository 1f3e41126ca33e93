package org.visiomatic.serve.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes JSON.
public final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /// Writes maps, lists, records, texts, numbers.
  public static byte[] bytes(@Nullable Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As [#bytes], as a text without a line end.
  public static String text(@Nullable Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The body of a parameter error.
  public static byte[] detail(List<ParameterError> errors) {
    return bytes(Map.of("detail", errors));
  }

  /// The body of any other error.
  public static byte[] detail(String message) {
    return bytes(Map.of("detail", message));
  }

  /// The body of an error that passes.
  ///
  /// @param millis when to try again
  public static byte[] detail(String message, long millis) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("detail", message);
    fields.put("retry_after_ms", millis);
    return bytes(fields);
  }

  /// Writes what `writer` says, for documents too large for maps.
  static byte[] stream(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = MAPPER.getFactory().createGenerator(bytes)) {
      writer.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// An object that comes with the program, in the order of its file; may be changed.
  static Map<String, Object> resource(String name) {
    try (InputStream in = Json.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The file " + name + " is missing from the program.");
      }
      return MAPPER.readValue(in, new TypeReference<LinkedHashMap<String, Object>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A number, or null where JSON has no number for it.
  static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /// Writes one document.
  interface Writer {
    void write(JsonGenerator json) throws IOException;
  }
}
