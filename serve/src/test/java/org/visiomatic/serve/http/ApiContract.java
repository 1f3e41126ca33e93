package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;

/// What an OpenAPI document promises, to be held against answers.
final class ApiContract {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final JsonNode document;

  /// @param document the whole OpenAPI document
  ApiContract(JsonNode document) {
    this.document = document;
  }

  JsonNode document() {
    return document;
  }

  /// Asks that an answer is one of those which the document tells of: status, headers, media type
  /// and, for JSON, the body.
  ///
  /// @param path as it stands in the document
  void check(String method, String path, HttpResponse<byte[]> answer) {
    String what = method + " " + path + " " + answer.statusCode();
    JsonNode operation = document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    assertThat(operation.isObject()).as(what).isTrue();
    JsonNode response =
        resolved(operation.path("responses").path(Integer.toString(answer.statusCode())));
    assertThat(response.isObject()).as(what + " is in the document").isTrue();
    response
        .path("headers")
        .properties()
        .forEach(header -> checkHeader(what, header.getKey(), resolved(header.getValue()), answer));
    String mediaType = Browser.header(answer, "Content-Type").replaceFirst(";.*", "");
    if (answer.body().length == 0) {
      return;
    }
    JsonNode content = response.path("content");
    JsonNode media = content.has(mediaType) ? content.path(mediaType) : content.path("*/*");
    assertThat(media.isObject()).as(what + " as " + mediaType + " is in the document").isTrue();
    if (mediaType.equals("application/json")) {
      assertThat(violations(media.path("schema"), body(answer))).as(what).isEmpty();
    } else if (mediaType.startsWith("text/")) {
      JsonNode text = MAPPER.getNodeFactory().textNode(Browser.text(answer));
      assertThat(violations(media.path("schema"), text)).as(what).isEmpty();
    }
  }

  /// What is wrong with a value by the rules of a schema of the document.
  Set<ValidationMessage> violations(JsonNode schema, JsonNode value) {
    // Alone, a schema finds its parts among definitions of its own.
    ObjectNode alone =
        (ObjectNode) parse(schema.toString().replace("#/components/schemas/", "#/$defs/"));
    alone.set(
        "$defs",
        parse(
            document
                .at("/components/schemas")
                .toString()
                .replace("#/components/schemas/", "#/$defs/")));
    return SCHEMAS.getSchema(alone).validate(value);
  }

  private void checkHeader(String what, String name, JsonNode header, HttpResponse<byte[]> answer) {
    String value = Browser.header(answer, name);
    if (value.isEmpty()) {
      assertThat(header.path("required").asBoolean()).as(what + " has " + name).isFalse();
      return;
    }
    boolean whole = header.at("/schema/type").asText().equals("integer");
    JsonNode node =
        whole
            ? MAPPER.getNodeFactory().numberNode(Long.parseLong(value))
            : MAPPER.getNodeFactory().textNode(value);
    assertThat(violations(header.path("schema"), node)).as(what + " " + name).isEmpty();
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  private static JsonNode body(HttpResponse<byte[]> answer) {
    return Browser.json(answer);
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
