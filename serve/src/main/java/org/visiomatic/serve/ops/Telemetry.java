package org.visiomatic.serve.ops;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// What a server has counted since it was started, what it is doing and what it did of late. Safe
/// for use by many threads; counting locks nothing and, after the first time, allocates nothing but
/// one entry of the journal per request.
public final class Telemetry {

  private static final int STATUSES = 600;

  private final Map<RequestKind, AtomicReferenceArray<@Nullable LongAdder>> requests =
      new EnumMap<>(RequestKind.class);
  private final Map<RequestKind, Histogram> durations = new EnumMap<>(RequestKind.class);
  private final Map<Stage, Histogram> stages = new EnumMap<>(Stage.class);
  private final Map<Refusal, LongAdder> refusals = new EnumMap<>(Refusal.class);
  private final Map<ConnectionRefusal, LongAdder> connectionRefusals =
      new EnumMap<>(ConnectionRefusal.class);
  private final LongAdder begun = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final CacheCounts tiles = new CacheCounts();
  private final CacheCounts pyramids = new CacheCounts();
  private final BuildCounts builds = new BuildCounts();
  private final LongAdder lostLines = new LongAdder();
  private final RunningRequests running = new RunningRequests();
  private final Journal journal = new Journal();

  /// Nothing counted yet.
  public Telemetry() {
    for (RequestKind kind : RequestKind.values()) {
      requests.put(kind, new AtomicReferenceArray<>(STATUSES));
      durations.put(kind, new Histogram());
    }
    for (Stage stage : Stage.values()) {
      stages.put(stage, new Histogram());
    }
    for (Refusal refusal : Refusal.values()) {
      refusals.put(refusal, new LongAdder());
    }
    for (ConnectionRefusal refusal : ConnectionRefusal.values()) {
      connectionRefusals.put(refusal, new LongAdder());
    }
  }

  /// A request has come.
  public void requestBegun(Request request) {
    begun.increment();
    running.enter(request);
  }

  /// A request has been answered, or its visitor has left.
  public void requestEnded(Request request, int status, long bytes, long nanos) {
    running.leave(request);
    journal.add(new Entry.Served(System.currentTimeMillis(), request, status, bytes, nanos));
    count(request.kind(), status, nanos);
  }

  private void count(RequestKind kind, int status, long nanos) {
    ended.increment();
    of(durations, kind).add(nanos);
    AtomicReferenceArray<@Nullable LongAdder> counts = of(requests, kind);
    int slot = Math.clamp(status, 0, STATUSES - 1);
    LongAdder count = counts.get(slot);
    if (count == null) {
      counts.compareAndSet(slot, null, new LongAdder());
      count = counts.get(slot);
    }
    if (count != null) {
      count.increment();
    }
  }

  /// Requests that are being answered.
  public long inFlight() {
    // The end first: one that comes between must not make the difference negative.
    long done = ended.sum();
    return Math.max(0, begun.sum() - done);
  }

  /// Requests answered.
  public long answered() {
    return ended.sum();
  }

  /// The requests that are being answered.
  public RunningRequests running() {
    return running;
  }

  /// What happened of late.
  public Journal journal() {
    return journal;
  }

  /// How long a stage of requests took.
  public Histogram taken(Stage stage) {
    return of(stages, stage);
  }

  /// A stage of a request took that long.
  public void took(Stage stage, long nanos) {
    of(stages, stage).add(nanos);
  }

  /// A request was turned away.
  public void refused(Refusal reason) {
    of(refusals, reason).increment();
  }

  /// How often requests were turned away for that reason.
  public long refusals(Refusal reason) {
    return of(refusals, reason).sum();
  }

  /// A connection was refused.
  public void connectionRefused(ConnectionRefusal reason) {
    of(connectionRefusals, reason).increment();
  }

  /// How often connections were refused for that reason.
  public long connectionRefusals(ConnectionRefusal reason) {
    return of(connectionRefusals, reason).sum();
  }

  /// Encoded tiles in memory.
  public CacheCounts tiles() {
    return tiles;
  }

  /// Open pyramids.
  public CacheCounts pyramids() {
    return pyramids;
  }

  /// Builds of pyramids.
  public BuildCounts builds() {
    return builds;
  }

  /// A line of the access log could not be written as fast as it came.
  void lineLost() {
    lostLines.increment();
  }

  /// Lines of the access log that were lost.
  long linesLost() {
    return lostLines.sum();
  }

  /// Writes everything that was counted.
  public void write(Exposition out) {
    writeRequests(out);
    out.histograms("visiomatic_stage_duration_seconds", "Time that a stage of requests took.");
    stages.forEach((stage, taken) -> taken.write(out, "stage=\"" + stage.label() + '"'));
    out.counters("visiomatic_rejected_total", "Requests turned away to protect the server.");
    refusals.forEach((reason, count) -> out.member("reason", reason.label(), count.sum()));
    out.counters(
        "visiomatic_connections_refused_total",
        "Connections that brought no request that can be answered, or were held up.");
    connectionRefusals.forEach(
        (reason, count) -> out.member("reason", reason.label(), count.sum()));
    tiles.write(out, "visiomatic_tiles", "Encoded tiles in memory");
    pyramids.write(out, "visiomatic_pyramids", "Open pyramids");
    builds.write(out);
    out.counter(
        "visiomatic_access_log_lost_total",
        "Lines that the access log left out because its file could not keep up.",
        linesLost());
  }

  private void writeRequests(Exposition out) {
    out.gauge("visiomatic_http_requests_in_flight", "Requests being answered.", inFlight());
    out.counters("visiomatic_http_requests_total", "Requests answered.");
    requests.forEach(
        (kind, counts) -> {
          for (int status = 0; status < STATUSES; status++) {
            LongAdder count = counts.get(status);
            if (count != null) {
              String labels = "kind=\"%s\",status=\"%d\"".formatted(kind.label(), status);
              out.sample("", labels, count.sum());
            }
          }
        });
    out.histograms(
        "visiomatic_http_request_duration_seconds",
        "Time from the end of the request header to the end of the answer.");
    durations.forEach((kind, taken) -> taken.write(out, "kind=\"" + kind.label() + '"'));
  }

  /// All keys are there from the start.
  private static <K extends Enum<K>, V> V of(Map<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("Nothing is counted for " + key + ".");
    }
    return value;
  }
}
