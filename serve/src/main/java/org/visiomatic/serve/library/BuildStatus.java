package org.visiomatic.serve.library;

/// How far an image is on its way to being shown.
///
/// @param image name as it was asked for
/// @param state where it stands
/// @param fraction how much of the build is done, 0 to 1
/// @param stage what is being done, in a word; empty when nothing is
/// @param resolutions how many resolutions can be drawn without waiting, counted from the coarsest
/// @param message why it failed, as a sentence; empty otherwise
public record BuildStatus(
    String image, State state, double fraction, String stage, int resolutions, String message) {

  /// Where an image stands.
  public enum State {
    QUEUED,
    BUILDING,
    READY,
    FAILED
  }

  /// Whether nothing more will happen.
  public boolean isFinal() {
    return state == State.READY || state == State.FAILED;
  }

  /// An image that can be shown.
  ///
  /// @param resolutions all that it has
  static BuildStatus ready(String image, int resolutions) {
    return new BuildStatus(image, State.READY, 1, "", resolutions, "");
  }

  /// An image that cannot be shown.
  public static BuildStatus failed(String image, String message) {
    return new BuildStatus(image, State.FAILED, 0, "", 0, message);
  }

  BuildStatus showing(int seen) {
    return new BuildStatus(image, state, fraction, stage, seen, message);
  }

  BuildStatus named(String name) {
    return new BuildStatus(name, state, fraction, stage, resolutions, message);
  }
}
