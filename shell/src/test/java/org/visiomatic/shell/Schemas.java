package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The schemas of what verbs print with `--json`.
final class Schemas {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Schemas() {}

  /// The objects that a verb has printed, one a line, after each was held against the schema.
  ///
  /// @param name of the schema, such as `config`
  static List<JsonNode> read(String name, String lines) throws IOException {
    Path file = Path.of("../docs/reference/schemas/" + name + ".schema.json");
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(file));
    List<JsonNode> objects = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      JsonNode object = JSON.readTree(line);
      assertThat(schema.validate(object)).as(line).isEmpty();
      objects.add(object);
    }
    return objects;
  }
}
