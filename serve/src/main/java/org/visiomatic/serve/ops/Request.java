package org.visiomatic.serve.ops;

/// A request that a visitor has made, for those who watch the server.
///
/// Made for every request, so it takes over texts as they are; only what is longer than anybody
/// would read is cut off, as requests are remembered for a while.
public final class Request {

  /// Characters of a path, and of a query, that are kept.
  private static final int LONGEST = 1000;

  private final String client;
  private final String method;
  private final String path;
  private final String query;
  private final long startNanos = System.nanoTime();
  private volatile RequestKind kind = RequestKind.OTHER;

  /// Where it stands among those under way; of use to [RunningRequests] alone.
  int place = RunningRequests.NOWHERE;

  /// The request begins now.
  ///
  /// @param client address of the visitor
  /// @param method such as `GET`
  /// @param path as it was sent
  /// @param query as it was sent, without the question mark; empty for none
  public Request(String client, String method, String path, String query) {
    this.client = client;
    this.method = method;
    this.path = cut(path);
    this.query = cut(query);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /// Says what it is about.
  public void is(RequestKind what) {
    kind = what;
  }

  /// What it is about, as far as that is known.
  public RequestKind kind() {
    return kind;
  }

  /// Address of the visitor.
  public String client() {
    return client;
  }

  /// Such as `GET`.
  public String method() {
    return method;
  }

  /// What was asked for, as it was sent.
  public String target() {
    return query.isEmpty() ? path : path + '?' + query;
  }

  /// When it began, by the clock of [System#nanoTime].
  public long startNanos() {
    return startNanos;
  }
}
