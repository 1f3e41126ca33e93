package org.visiomatic.serve.http;

import java.util.Optional;
import java.util.Set;
import org.visiomatic.serve.PublishedFolders;
import org.visiomatic.serve.ServerPaths;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.api.Answer;
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
      RequestLog log,
      Optional<String> killToken,
      Runnable onKill) {
    ServerPaths paths = settings.paths();
    PublishedFolders published = paths.published();
    StaticFiles builtIn = new BuiltInClient();
    StaticFiles client = published.clientDir().map(StaticFolder::of).orElse(builtIn);
    ByRootPath<Pages> pages =
        new ByRootPath<>(settings, seen -> new Pages(seen, client, killToken));
    // A template that cannot be used is to be found out now, and not by the first visitor.
    var _ = pages.below(settings.host().rootPath());
    ByRootPath<ApiReference> reference =
        new ByRootPath<>(settings, seen -> new ApiReference(seen, builtIn));
    RequestParser parser = new RequestParser(settings.image(), backstage.library().onlyName());
    String progress = paths.apiPath() + "/progress";

    Site site = new Site(settings.host(), connections, backstage.telemetry(), log);
    new OperationsEndpoints(backstage).putInto(site);
    site.put("/", Site.READ, visit -> start(visit, pages.below(visit.rootPath())));
    site.put("/index.html", Site.READ, visit -> start(visit, pages.below(visit.rootPath())));
    site.put(
        paths.apiPath(),
        Site.READ,
        new ApiEndpoint(parser, backstage.api(), backstage.library(), pages, progress));
    site.put(progress, Site.READ, new ProgressEndpoint(parser, backstage.library()));
    site.put(
        "/docs",
        Site.READ,
        visit -> page(visit, reference.below(visit.rootPath()).swagger(), false));
    site.put(
        "/redoc",
        Site.READ,
        visit -> page(visit, reference.below(visit.rootPath()).redoc(), false));
    site.put(
        "/openapi.json",
        Site.READ,
        visit -> page(visit, reference.below(visit.rootPath()).document(), false));
    site.putFolder("/docs", files(ApiReference.files(builtIn), false));
    killToken.ifPresent(
        token -> site.put("/kill", Set.of("POST"), new KillEndpoint(token, onKill)));
    boolean sitesClient = published.clientDir().isPresent();
    site.putFolder("/client", files(client, sitesClient));
    published
        .extraDir()
        .ifPresent(dir -> site.putFolder("/extra", files(StaticFolder.of(dir), true)));
    published
        .docDir()
        .ifPresent(dir -> site.putFolder(published.docPath(), files(StaticFolder.of(dir), true)));
    // The client's page names its files relative to itself.
    site.putElsewhere(files(client, sitesClient));
    return site;
  }

  private static Endpoint files(StaticFiles files, boolean ofSite) {
    return visit ->
        files
            .find(visit.path())
            .<Reply>map(file -> new Reply.File(file, ofSite))
            .orElseGet(Reply::notFound);
  }

  private static Reply start(Visit visit, Pages pages) {
    return page(visit, pages.start(), pages.isStartOfSite());
  }

  /// @param ofSite whether those who run the server have written it
  static Reply page(Visit visit, Answer page, boolean ofSite) {
    Answer answer = page.unlessListed(visit.ifNoneMatch());
    return ofSite ? new Reply.SitePage(answer) : Reply.of(answer);
  }
}
