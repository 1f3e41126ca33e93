package org.visiomatic.shell.config;

import java.nio.file.Path;
import java.util.List;
import org.visiomatic.serve.EngineSettings;
import org.visiomatic.serve.TemplateSettings;

/// The settings of the section `[server]`: what is served at which path.
public final class ServerSection {

  private static final SettingList LIST = new SettingList(Section.SERVER);

  public static final Setting<String> API_PATH =
      LIST.addLive("api_path", Kind.urlPath(), "/api", "Where the image service answers.");

  public static final Setting<Path> CLIENT_DIR =
      LIST.addLive(
          "client_dir",
          Kind.path("directory"),
          "",
          "Folder of the web client; empty for the one built in.");

  public static final Setting<Path> DATA_DIR =
      LIST.add(
          "data_dir",
          Kind.path("directory"),
          ".",
          "Folder of the images; nothing above it can be seen.");

  public static final Setting<Path> DOC_DIR =
      LIST.addLive(
          "doc_dir", Kind.path("directory"), "", "Folder of the HTML manual; empty for none.");

  public static final Setting<String> DOC_PATH =
      LIST.addLive("doc_path", Kind.urlPath(), "/manual", "Where the manual is published.");

  public static final Setting<Path> EXTRA_DIR =
      LIST.addLive("extra_dir", Kind.path("directory"), ".", "Folder published under /extra.");

  public static final Setting<Integer> MAX_REGION_TILE_COUNT =
      LIST.addLive(
          "max_region_tile_count",
          Kind.integer(EngineSettings.MAX_REGION_TILE_COUNT),
          "1024",
          "How many tiles a region may cover at most.");

  public static final Setting<Boolean> NO_BROWSER =
      LIST.add(
          "no_browser",
          'n',
          Kind.flag(),
          "false",
          "Do not open a web browser when an image is given.");

  public static final Setting<Path> BANNER_TEMPLATE =
      LIST.addLive(
          "banner_template",
          Kind.path("filename"),
          TemplateSettings.USUAL_BANNER,
          "HTML template of the page that describes the service.");

  public static final Setting<Path> BASE_TEMPLATE =
      LIST.addLive(
          "base_template",
          Kind.path("filename"),
          TemplateSettings.USUAL_BASE,
          "HTML template of the page of the web client.");

  public static final Setting<Path> TEMPLATE_DIR =
      LIST.addLive(
          "template_dir",
          Kind.path("directory"),
          "",
          "Folder of the HTML templates; empty for the pages built in.");

  public static final Setting<String> USERDOC_URL =
      LIST.addLive(
          "userdoc_url",
          Kind.url(),
          "/manual/interface.html",
          "Where the user documentation is; empty for nowhere.");

  private ServerSection() {}

  /// All of them.
  static List<Setting<?>> all() {
    return LIST.all();
  }
}
