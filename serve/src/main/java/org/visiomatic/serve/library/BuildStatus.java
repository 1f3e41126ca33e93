package org.visiomatic.serve.library;

/// How far an image is on its way to being shown.
///
/// @param image name as it was asked for
/// @param state where it stands
/// @param fraction how much of the build is done, 0 to 1
/// @param stage what is being done, in a word; empty when nothing is
/// @param message why it failed, as a sentence; empty otherwise
public record BuildStatus(
    String image, State state, double fraction, String stage, String message) {

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

  BuildStatus named(String name) {
    return new BuildStatus(name, state, fraction, stage, message);
  }
}
