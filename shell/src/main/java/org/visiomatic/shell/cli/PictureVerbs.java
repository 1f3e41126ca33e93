package org.visiomatic.shell.cli;

/// The verbs that draw images and read their pixels.
public final class PictureVerbs {

  private PictureVerbs() {}

  /// The verbs, in the order of the help.
  public static Verbs all() {
    return new Verbs()
        .with("show", ShowCommand::spec)
        .with("render", RenderCommand::spec)
        .with("pix", PixCommand::spec)
        .with("profile", ProfileCommand::spec)
        .with("hist", HistCommand::spec);
  }
}
