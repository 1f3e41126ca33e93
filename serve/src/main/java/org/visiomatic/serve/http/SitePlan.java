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
      ServerSettings settings, Backstage backstage, Optional<String> killToken, Runnable onKill) {
    ServerPaths paths = settings.paths();
    String root = settings.host().rootPath();
    StaticFiles client = paths.clientDir().map(StaticFolder::of).orElseGet(BuiltInClient::new);
    Pages pages = new Pages(settings, client, killToken);
    RequestParser parser = new RequestParser(settings.image(), backstage.library().onlyName());
    String progress = paths.apiPath() + "/progress";

    Site site = new Site(root, new CrossOrigin(settings.host().origins()));
    site.put("/", Site.READ, visit -> page(visit, pages.start()));
    site.put("/index.html", Site.READ, visit -> page(visit, pages.start()));
    site.put(
        paths.apiPath(),
        Site.READ,
        new ApiEndpoint(parser, backstage.api(), backstage.library(), pages, root + progress));
    site.put(progress, Site.READ, new ProgressEndpoint(parser, backstage.library()));
    ApiReference reference = new ApiReference(root, new BuiltInClient(), pages::reference);
    site.put("/docs", Site.READ, visit -> page(visit, reference.swagger()));
    site.put("/redoc", Site.READ, visit -> page(visit, reference.redoc()));
    site.putFolder("/docs", files(reference.files()));
    site.put("/openapi.json", Site.READ, visit -> page(visit, openApi(settings)));
    killToken.ifPresent(
        token -> site.put("/kill", Set.of("POST"), new KillEndpoint(token, onKill)));
    site.putFolder("/client", files(client));
    paths.extraDir().ifPresent(dir -> site.putFolder("/extra", files(StaticFolder.of(dir))));
    paths.docDir().ifPresent(dir -> site.putFolder(paths.docPath(), files(StaticFolder.of(dir))));
    // The client's page names its files relative to itself.
    site.putElsewhere(files(client));
    return site;
  }

  private static Answer openApi(ServerSettings settings) {
    byte[] document = OpenApiDocument.of(settings);
    String tag = EntityTag.of(new String(document, StandardCharsets.UTF_8));
    return new Answer(200, Answer.JSON, document, tag, Freshness.CHECKED);
  }

  private static Endpoint files(StaticFiles files) {
    return visit -> files.find(visit.path()).<Reply>map(Reply.File::new).orElseGet(Reply::notFound);
  }

  private static Reply page(Visit visit, Answer page) {
    String tag = page.tag();
    boolean known = tag != null && EntityTag.isListed(visit.ifNoneMatch(), tag);
    return Reply.of(
        known ? new Answer(304, page.mediaType(), new byte[0], tag, page.freshness()) : page);
  }
}
