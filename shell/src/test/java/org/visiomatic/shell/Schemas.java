package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The schemas of what verbs print with `--json`.
public final class Schemas {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Schemas() {}

  /// The objects that a verb has printed, one a line, after each was held against the schema; with
  /// a field more it must not fit, lest the schema fits everything.
  ///
  /// @param name of the schema, such as `config`
  public static List<JsonNode> read(String name, String lines) throws IOException {
    JsonSchema schema = schema(name);
    List<JsonNode> objects = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      ObjectNode object = (ObjectNode) JSON.readTree(line);
      assertThat(schema.validate(object)).as(line).isEmpty();
      ObjectNode other = object.deepCopy();
      assertThat(schema.validate(other.put("more", 1))).as(line).isNotEmpty();
      objects.add(object);
    }
    return objects;
  }

  /// Whether a line fits a schema.
  static boolean accepts(String name, String line) throws IOException {
    return schema(name).validate(JSON.readTree(line)).isEmpty();
  }

  private static JsonSchema schema(String name) throws IOException {
    Path file = Path.of("../docs/reference/schemas/" + name + ".schema.json");
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(file));
  }
}
