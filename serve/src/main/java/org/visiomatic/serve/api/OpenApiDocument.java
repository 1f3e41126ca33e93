package org.visiomatic.serve.api;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.serve.ProductVersion;
import org.visiomatic.serve.PublishedFolders;
import org.visiomatic.serve.ServerPaths;
import org.visiomatic.serve.ServerSettings;

/// The OpenAPI 3.1 description of the server. The parameters are those of the table that the parser
/// reads; the rest stands in the files `openapi-*.json` beside this class.
public final class OpenApiDocument {

  private OpenApiDocument() {}

  /// The document of a server with such settings: only what stands at an address there is told of.
  public static byte[] of(ServerSettings settings) {
    String rootPath = settings.host().rootPath();
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
    document.put("paths", paths(settings));
    document.put("components", components());
    return Json.bytes(document);
  }

  private static Map<String, Object> paths(ServerSettings settings) {
    ServerPaths where = settings.paths();
    PublishedFolders published = where.published();
    Map<String, Object> paths = new LinkedHashMap<>();
    Json.resource("openapi-paths.json")
        .forEach(
            (path, item) ->
                paths.put(
                    path.replace("{api_path}", where.apiPath())
                        .replace("{doc_path}", published.docPath()),
                    item));
    if (published.extraDir().isEmpty()) {
      paths.remove("/extra/{file}");
    }
    if (published.docDir().isEmpty()) {
      paths.remove(published.docPath() + "/{file}");
    }
    if (settings.oneShot().isEmpty()) {
      paths.remove("/kill");
    }
    List<Object> image = parameters(paths, where.apiPath());
    for (Parameter parameter : Parameter.values()) {
      image.add(parameter(parameter, settings.image()));
    }
    Map<String, Object> name = parameter(Parameter.FIF, settings.image());
    // A server that shows one image knows which one is meant.
    name.put("required", settings.oneShot().isEmpty());
    parameters(paths, where.apiPath() + "/progress").add(name);
    return paths;
  }

  /// The list of parameters of what `GET` does at a path.
  @SuppressWarnings("unchecked") // It is so in the file.
  private static List<Object> parameters(Map<String, Object> paths, String path) {
    Map<String, Map<String, Object>> item =
        requireNonNull((Map<String, Map<String, Object>>) paths.get(path));
    return requireNonNull((List<Object>) requireNonNull(item.get("get")).get("parameters"));
  }

  private static Map<String, Object> components() {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("name", "file");
    file.put("in", "path");
    file.put("required", true);
    file.put("description", "Path below the folder; its slashes are not encoded.");
    file.put("schema", Map.of("type", "string"));
    return Map.of(
        "schemas", Json.resource("openapi-schemas.json"),
        "responses", Json.resource("openapi-responses.json"),
        "headers", Json.resource("openapi-headers.json"),
        "parameters", Map.of("File", file));
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
    entry.put(
        "description",
        parameter.kind() instanceof ValueKind.Named
            ? parameter.description() + " Values: " + parameter.limits() + "."
            : parameter.description());
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
      case ValueKind.Named named -> {
        schema.put("type", "string");
        schema.put("maxLength", Parameter.MOST_CHARACTERS);
        schema.put("pattern", named.pattern().pattern());
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
      case STR -> Optional.of("linear");
      case SAT, SCL -> Optional.of(1);
      case FIF, OBJ, INFO, PFL, VAL, JTL, RGN, CHAN, INV, MINMAX, MIX, VER, CUT, LUP, FMT ->
          Optional.empty();
    };
  }
}
