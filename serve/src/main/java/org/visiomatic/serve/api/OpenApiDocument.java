package org.visiomatic.serve.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.serve.ProductVersion;

/// The OpenAPI 3.1 description of the API, made from the same table that the parser reads.
public final class OpenApiDocument {

  private OpenApiDocument() {}

  /// @param rootPath prefix under which a proxy shows the service; empty for none
  /// @param apiPath URL path of the API
  public static byte[] of(String rootPath, String apiPath, ImageDefaults defaults) {
    Map<String, Object> paths = new LinkedHashMap<>();
    paths.put(apiPath, Map.of("get", image(defaults)));
    paths.put(apiPath + "/progress", Map.of("get", progress()));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put(
        "info",
        Map.of(
            "title",
            "VisiOmatic",
            "version",
            ProductVersion.TEXT,
            "description",
            "Tiles, regions, values and headers of FITS images of any size.",
            "license",
            Map.of("name", "MIT", "identifier", "MIT")));
    document.put("servers", List.of(Map.of("url", rootPath.isEmpty() ? "/" : rootPath)));
    document.put("paths", paths);
    document.put("components", Map.of("schemas", schemas()));
    return Json.bytes(document);
  }

  private static Map<String, Object> image(ImageDefaults defaults) {
    List<Object> parameters = new ArrayList<>();
    for (Parameter parameter : Parameter.values()) {
      parameters.add(parameter(parameter, defaults));
    }
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", "image");
    operation.put(
        "summary",
        "Answers obj, INFO, PFL, VAL, JTL or RGN, the first of them that is there; without FIF a page about the service.");
    operation.put("parameters", parameters);
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put(
        "200",
        Map.of(
            "description",
            "The answer: JPEG for JTL and RGN, JSON for INFO, VAL and PFL, text for obj.",
            "content",
            Map.of(
                "image/jpeg", Map.of("schema", Map.of("type", "string", "format", "binary")),
                "application/json", Map.of("schema", Map.of()),
                "text/plain", Map.of("schema", Map.of("type", "string")),
                "text/html", Map.of("schema", Map.of("type", "string")))));
    responses.put(
        "202",
        Map.of(
            "description",
            "With the header Prefer: respond-async, when the image is still being prepared; Location tells where to watch."));
    responses.put("304", Map.of("description", "The client has the current answer already."));
    responses.put(
        "404", failure("There is no such image, level or tile, or the file is no image."));
    responses.put("422", failure("Parameters are wrong; each is listed."));
    responses.put("503", failure("Too much to do; Retry-After tells when to come back."));
    operation.put("responses", responses);
    return operation;
  }

  private static Map<String, Object> progress() {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", "progress");
    operation.put(
        "summary",
        "How far an image is on its way to being shown, as server-sent events named progress; starts the work where needed.");
    operation.put("parameters", List.of(parameter(Parameter.FIF, ImageDefaults.defaults())));
    Map<String, Object> status = Map.of("$ref", "#/components/schemas/Progress");
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put(
        "200",
        Map.of(
            "description",
            "Events until the image is ready or has failed; with Accept: application/json one status.",
            "content",
            Map.of(
                "text/event-stream", Map.of("schema", status),
                "application/json", Map.of("schema", status))));
    responses.put("404", failure("There is no such image."));
    operation.put("responses", responses);
    return operation;
  }

  private static Map<String, Object> failure(String description) {
    return Map.of(
        "description",
        description,
        "content",
        Map.of(
            "application/json",
            Map.of("schema", Map.of("$ref", "#/components/schemas/ParameterErrors"))));
  }

  private static Map<String, Object> parameter(Parameter parameter, ImageDefaults defaults) {
    Map<String, Object> one = schema(parameter.kind());
    fallback(parameter, defaults).ifPresent(value -> one.put("default", value));
    Map<String, Object> schema =
        parameter.isRepeatable()
            ? Map.of("type", "array", "items", one, "maxItems", parameter.maxCount())
            : one;
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", parameter.spelling());
    entry.put("in", "query");
    entry.put("required", false);
    entry.put("description", parameter.description());
    entry.put("schema", schema);
    if (parameter.kind() instanceof ValueKind.Flag) {
      entry.put("allowEmptyValue", true);
    }
    return entry;
  }

  private static Map<String, Object> schema(ValueKind kind) {
    Map<String, Object> schema = new LinkedHashMap<>();
    switch (kind) {
      case ValueKind.Flag() -> schema.put("type", "string");
      case ValueKind.Text text -> {
        schema.put("type", "string");
        schema.put("minLength", text.minLength());
        schema.put("maxLength", text.maxLength());
        if (text.pattern() != Parameter.Patterns.ANY) {
          schema.put("pattern", text.pattern().pattern());
        }
      }
      case ValueKind.Whole whole -> {
        schema.put("type", "integer");
        whole.low().ifPresent(low -> schema.put("minimum", low));
        whole.high().ifPresent(high -> schema.put("maximum", high));
      }
      case ValueKind.Real real -> {
        schema.put("type", "number");
        schema.put("minimum", real.low());
        schema.put("maximum", real.high());
      }
      case ValueKind.Choice choice -> {
        schema.put("type", "string");
        schema.put("enum", choice.permitted());
      }
    }
    return schema;
  }

  private static Optional<Object> fallback(Parameter parameter, ImageDefaults defaults) {
    return switch (parameter) {
      case BIN -> Optional.of(1);
      case CMP -> Optional.of("grey");
      case CNT -> Optional.of(defaults.contrast());
      case BRT -> Optional.of(defaults.brightness());
      case GAM -> Optional.of(defaults.gamma());
      case QLT -> Optional.of(defaults.quality());
      case FIF, OBJ, INFO, PFL, VAL, JTL, RGN, CHAN, INV, MINMAX, MIX, VER -> Optional.empty();
    };
  }

  private static Map<String, Object> schemas() {
    Map<String, Object> text = Map.of("type", "string");
    Map<String, Object> error =
        Map.of(
            "type", "object",
            "required", List.of("loc", "msg", "type"),
            "properties",
                Map.of(
                    "loc",
                    Map.of("type", "array", "items", Map.of()),
                    "msg",
                    text,
                    "type",
                    text,
                    "ctx",
                    Map.of("type", "object")));
    Map<String, Object> progress =
        Map.of(
            "type",
            "object",
            "properties",
            Map.of(
                "image", text,
                "state",
                    Map.of(
                        "type", "string", "enum", List.of("queued", "building", "ready", "failed")),
                "fraction", Map.of("type", "number", "minimum", 0, "maximum", 1),
                "stage", text,
                "message", text));
    return Map.of(
        "ParameterErrors",
        Map.of(
            "type",
            "object",
            "properties",
            Map.of("detail", Map.of("type", "array", "items", error))),
        "Progress",
        progress);
  }
}
