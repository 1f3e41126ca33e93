package org.visiomatic.shell.running;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a running server lets others know of itself. Never a secret: whoever can read the cache can
/// read this.
///
/// @param machine name of the machine that it runs on
/// @param pid number of its process there
/// @param uri address of its page, as seen from that machine
/// @param adminUri address of the interface for administrators; empty when there is none
/// @param configuration the configuration file that it reads, absolute; it need not exist
/// @param cacheDir its cache folder, absolute
/// @param image the only image that it shows; empty when it serves a folder
/// @param reloads whether it follows changes of its files without being told
/// @param fixed names of the settings that its environment or its command line gave, which the
///   configuration file cannot change
/// @param started when it began to listen
/// @param version of the program
public record ServerNote(
    String machine,
    long pid,
    URI uri,
    Optional<URI> adminUri,
    Path configuration,
    Path cacheDir,
    Optional<Path> image,
    boolean reloads,
    Set<String> fixed,
    Instant started,
    String version) {

  private static final JsonMapper JSON = new JsonMapper();

  public ServerNote {
    configuration = configuration.toAbsolutePath().normalize();
    cacheDir = cacheDir.toAbsolutePath().normalize();
    image = image.map(file -> file.toAbsolutePath().normalize());
    fixed = Collections.unmodifiableSet(new TreeSet<>(fixed));
  }

  /// That of a server in this process.
  public static ServerNote ofThisProcess(
      URI uri,
      Optional<URI> adminUri,
      Path configuration,
      Path cacheDir,
      Optional<Path> image,
      boolean reloads,
      Set<String> fixed,
      Instant started,
      String version) {
    return new ServerNote(
        Machine.name(),
        ProcessHandle.current().pid(),
        uri,
        adminUri,
        configuration,
        cacheDir,
        image,
        reloads,
        fixed,
        started,
        version);
  }

  /// Whether its addresses lead to it from here.
  public boolean isOnThisMachine() {
    return machine.equals(Machine.name());
  }

  /// As JSON, in the words of the verbs' answers.
  public ObjectNode json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("machine", machine).put("pid", pid).put("url", uri.toString());
    json.put("admin_url", adminUri.map(URI::toString).orElse(null));
    json.put("configuration", configuration.toString()).put("cache_dir", cacheDir.toString());
    json.put("image", image.map(Path::toString).orElse(null)).put("reload", reloads);
    fixed.forEach(json.putArray("fixed")::add);
    return json.put("started", started.toString()).put("version", version);
  }

  /// Reads what [#json] has made; empty when it is anything else.
  static Optional<ServerNote> read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      return Optional.of(
          new ServerNote(
              json.required("machine").textValue(),
              json.required("pid").longValue(),
              URI.create(json.required("url").textValue()),
              text(json, "admin_url").map(URI::create),
              Path.of(json.required("configuration").textValue()),
              Path.of(json.required("cache_dir").textValue()),
              text(json, "image").map(Path::of),
              json.required("reload").booleanValue(),
              json.required("fixed").valueStream().map(JsonNode::textValue).collect(toSet()),
              Instant.parse(json.required("started").textValue()),
              json.required("version").textValue()));
    } catch (JsonProcessingException
        | DateTimeException
        | IllegalArgumentException
        | NullPointerException e) {
      // Half written, or by another version: whoever lists notes goes on with the next.
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode json, String name) {
    return Optional.ofNullable(json.path(name).textValue());
  }
}
