package org.visiomatic.serve.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.visiomatic.serve.ServerPaths;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.api.Answer;
import org.visiomatic.serve.api.Answer.Freshness;
import org.visiomatic.serve.api.EntityTag;
import org.visiomatic.serve.api.OpenApiDocument;
import org.visiomatic.serve.api.RequestParser;
import org.visiomatic.serve.web.ApiReference;
import org.visiomatic.serve.web.BuiltInClient;
import org.visiomatic.serve.web.Pages;
import org.visiomatic.serve.web.StaticFiles;
import org.visiomatic.serve.web.StaticFolder;

/// Says what stands where.
final class SitePlan {

  private SitePlan() {}

  /// @param killToken secret of the page that may stop the server; empty when none may
  static Site draw(
      ServerSettings settings,
      Backstage backstage,
      WatchedConnections connections,
      Optional<String> killToken,
      Runnable onKill) {
    ServerPaths paths = settings.paths();
    String root = settings.host().rootPath();
    StaticFiles client = paths.clientDir().map(StaticFolder::of).orElseGet(BuiltInClient::new);
    Pages pages = new Pages(settings, client, killToken);
    RequestParser parser = new RequestParser(settings.image(), backstage.library().onlyName());
    String progress = paths.apiPath() + "/progress";

    Site site = new Site(settings.host(), connections, backstage.telemetry());
    new OperationsEndpoints(backstage).putInto(site);
    site.put("/", Site.READ, visit -> start(visit, pages));
    site.put("/index.html", Site.READ, visit -> start(visit, pages));
    site.put(
        paths.apiPath(),
        Site.READ,
        new ApiEndpoint(parser, backstage.api(), backstage.library(), pages, progress));
    site.put(progress, Site.READ, new ProgressEndpoint(parser, backstage.library()));
    ApiReference reference = new ApiReference(root, new BuiltInClient(), pages::reference);
    site.put("/docs", Site.READ, visit -> page(visit, reference.swagger(), false));
    site.put("/redoc", Site.READ, visit -> page(visit, reference.redoc(), false));
    site.putFolder("/docs", files(reference.files(), false));
    site.put(
        "/openapi.json",
        Site.READ,
        visit -> page(visit, openApi(settings, visit.rootPath()), false));
    killToken.ifPresent(
        token -> site.put("/kill", Set.of("POST"), new KillEndpoint(token, onKill)));
    boolean sitesClient = paths.clientDir().isPresent();
    site.putFolder("/client", files(client, sitesClient));
    paths.extraDir().ifPresent(dir -> site.putFolder("/extra", files(StaticFolder.of(dir), true)));
    paths
        .docDir()
        .ifPresent(dir -> site.putFolder(paths.docPath(), files(StaticFolder.of(dir), true)));
    // The client's page names its files relative to itself.
    site.putElsewhere(files(client, sitesClient));
    return site;
  }

  private static Answer openApi(ServerSettings settings, String root) {
    byte[] document = OpenApiDocument.of(settings.with(settings.host().withRootPath(root)));
    String tag = EntityTag.of(new String(document, StandardCharsets.UTF_8));
    return new Answer(200, Answer.JSON, document, tag, Freshness.CHECKED);
  }

  private static Endpoint files(StaticFiles files, boolean ofSite) {
    return visit ->
        files
            .find(visit.path())
            .<Reply>map(file -> new Reply.File(file, ofSite))
            .orElseGet(Reply::notFound);
  }

  private static Reply start(Visit visit, Pages pages) {
    Pages seen = pages.under(visit.rootPath());
    return page(visit, seen.start(), seen.isStartOfSite());
  }

  /// @param ofSite whether those who run the server have written it
  static Reply page(Visit visit, Answer page, boolean ofSite) {
    String tag = page.tag();
    boolean known = tag != null && EntityTag.isListed(visit.ifNoneMatch(), tag);
    Answer answer =
        known ? new Answer(304, page.mediaType(), new byte[0], tag, page.freshness()) : page;
    return ofSite ? new Reply.SitePage(answer) : Reply.of(answer);
  }
}
