package org.visiomatic.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/// Holds lines of JSON against the schemas that are published.
final class PictureSchemas {

  private static final ObjectMapper JSON = new ObjectMapper();

  private PictureSchemas() {}

  /// What is wrong with lines that a verb has printed.
  static Set<ValidationMessage> violations(String verb, String lines) throws IOException {
    Path file = Path.of("../docs/reference/schemas", verb + ".schema.json");
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(file));
    Set<ValidationMessage> all = new LinkedHashSet<>();
    for (String line : lines.lines().toList()) {
      JsonNode object = JSON.readTree(line);
      all.addAll(schema.validate(object));
    }
    return all;
  }
}
