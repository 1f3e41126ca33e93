package org.visiomatic.serve;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// What the server reads and the URL paths under which it shows it.
///
/// @param dataDir root of the images; nothing outside is ever served
/// @param apiPath URL path of the image API
/// @param published folders whose files anybody may read
/// @param templates pages of the site in place of built-in ones
/// @param userdocUrl where the user documentation is
public record ServerPaths(
    Path dataDir,
    String apiPath,
    PublishedFolders published,
    TemplateSettings templates,
    String userdocUrl) {

  /// Addresses that a link may lead to: nothing, a path of this server, or another web server.
  public static final Pattern URL =
      Pattern.compile("|(?:https?://|/(?!/))[A-Za-z0-9._~:/?#\\[\\]@!$&()*+,;=%-]*");

  public ServerPaths {
    Limits.checkPath("api_path", apiPath);
    Limits.checkUrl("userdoc_url", userdocUrl);
    Addresses.check(apiPath, published.docPath());
  }

  /// Images at `/api`, the built-in client and pages, nothing else.
  public static ServerPaths of(Path dataDir) {
    return new ServerPaths(
        dataDir,
        "/api",
        PublishedFolders.none(),
        TemplateSettings.none(),
        "/manual/interface.html");
  }

  /// The same with other folders for everybody.
  public ServerPaths with(PublishedFolders newPublished) {
    return new ServerPaths(dataDir, apiPath, newPublished, templates, userdocUrl);
  }
}
