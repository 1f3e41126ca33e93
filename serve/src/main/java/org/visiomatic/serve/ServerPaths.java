package org.visiomatic.serve;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Folders that the server reads and the URL paths under which it shows them.
///
/// @param dataDir root of the images; nothing outside is ever served
/// @param apiPath URL path of the image API
/// @param clientDir web client to use in place of the built-in one
/// @param docDir documentation as HTML
/// @param docPath URL path of the documentation
/// @param extraDir further files, shown under `/extra`
/// @param templateDir folder whose `baseTemplate` and `bannerTemplate`, where they exist, replace
///   the built-in pages
/// @param baseTemplate file name of the page at `/`, in `templateDir` if there is one
/// @param bannerTemplate file name of the page at `apiPath`, likewise
/// @param userdocUrl where the user documentation is
public record ServerPaths(
    Path dataDir,
    String apiPath,
    Optional<Path> clientDir,
    Optional<Path> docDir,
    String docPath,
    Optional<Path> extraDir,
    Optional<Path> templateDir,
    String baseTemplate,
    String bannerTemplate,
    String userdocUrl) {

  /// Addresses that a link may lead to: nothing, a path of this server, or another web server.
  public static final Pattern URL =
      Pattern.compile("|(?:https?://|/(?!/))[A-Za-z0-9._~:/?#\\[\\]@!$&()*+,;=%-]*");

  /// What the templates are called when nobody says.
  public static final String BASE_TEMPLATE = "base.html";

  public static final String BANNER_TEMPLATE = "banner.html";

  public ServerPaths {
    Limits.checkPath("api_path", apiPath);
    Limits.checkPath("doc_path", docPath);
    Limits.checkUrl("userdoc_url", userdocUrl);
  }

  /// The current folder at `/api`, the built-in client, nothing extra.
  public static ServerPaths defaults() {
    return new ServerPaths(
        Path.of("."),
        "/api",
        Optional.empty(),
        Optional.empty(),
        "/manual",
        Optional.empty(),
        Optional.empty(),
        BASE_TEMPLATE,
        BANNER_TEMPLATE,
        "/manual/interface.html");
  }

  /// The same with another data folder.
  public ServerPaths withDataDir(Path folder) {
    return new ServerPaths(
        folder,
        apiPath,
        clientDir,
        docDir,
        docPath,
        extraDir,
        templateDir,
        baseTemplate,
        bannerTemplate,
        userdocUrl);
  }

  /// The same with another folder of further files.
  public ServerPaths withExtraDir(Optional<Path> folder) {
    return new ServerPaths(
        dataDir,
        apiPath,
        clientDir,
        docDir,
        docPath,
        folder,
        templateDir,
        baseTemplate,
        bannerTemplate,
        userdocUrl);
  }

  /// The same with another manual.
  public ServerPaths withDocDir(Optional<Path> folder) {
    return new ServerPaths(
        dataDir,
        apiPath,
        clientDir,
        folder,
        docPath,
        extraDir,
        templateDir,
        baseTemplate,
        bannerTemplate,
        userdocUrl);
  }

  /// The same with another web client.
  public ServerPaths withClientDir(Optional<Path> folder) {
    return new ServerPaths(
        dataDir,
        apiPath,
        folder,
        docDir,
        docPath,
        extraDir,
        templateDir,
        baseTemplate,
        bannerTemplate,
        userdocUrl);
  }
}
