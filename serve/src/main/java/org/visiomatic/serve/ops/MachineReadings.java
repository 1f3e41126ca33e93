package org.visiomatic.serve.ops;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.RuntimeMXBean;
import java.util.List;

/// What the process takes: memory, processor time, files, maps. Read when asked for, with the names
/// that other Java programs give these metrics.
public final class MachineReadings {

  private MachineReadings() {}

  /// Writes all readings.
  public static void write(Exposition out) {
    writeProcess(out);
    writeMemory(out);
    writeCollections(out);
    out.gauge(
        "jvm_threads_current",
        "Threads of the system; the virtual ones of requests are not among them.",
        ManagementFactory.getThreadMXBean().getThreadCount());
  }

  /// Bytes of files that are mapped into memory.
  public static long mappedBytes() {
    return pools().stream()
        .filter(pool -> pool.getName().startsWith("mapped"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  /// Files and sockets that are open; −1 where the system does not say.
  public static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : -1;
  }

  /// Heap in use.
  public static long heapBytes() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /// Heap that may be used; −1 where there is no limit.
  public static long maxHeapBytes() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax();
  }

  /// Processor time of the process, in seconds; −1 where the system does not say.
  public static double processorSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean known
            && known.getProcessCpuTime() >= 0
        ? known.getProcessCpuTime() / 1e9
        : -1;
  }

  /// Time since the start, in milliseconds.
  public static long uptimeMillis() {
    return ManagementFactory.getRuntimeMXBean().getUptime();
  }

  private static void writeProcess(Exposition out) {
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    out.gauge(
        "process_start_time_seconds",
        "When the process was started, in seconds since 1970.",
        runtime.getStartTime() / 1e3);
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    if (system instanceof com.sun.management.OperatingSystemMXBean known) {
      out.counter(
          "process_cpu_seconds_total",
          "Processor time of the process.",
          known.getProcessCpuTime() / 1e9);
    }
    if (system instanceof com.sun.management.UnixOperatingSystemMXBean unix) {
      out.gauge("process_open_fds", "Open files and sockets.", unix.getOpenFileDescriptorCount());
      out.gauge(
          "process_max_fds",
          "Files and sockets that may be open.",
          unix.getMaxFileDescriptorCount());
    }
  }

  private static void writeMemory(Exposition out) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    MemoryUsage heap = memory.getHeapMemoryUsage();
    MemoryUsage other = memory.getNonHeapMemoryUsage();
    out.gauges("jvm_memory_used_bytes", "Memory of the virtual machine in use.");
    out.member("area", "heap", heap.getUsed());
    out.member("area", "nonheap", other.getUsed());
    out.gauges("jvm_memory_committed_bytes", "Memory that the virtual machine has reserved.");
    out.member("area", "heap", heap.getCommitted());
    out.member("area", "nonheap", other.getCommitted());
    out.gauges("jvm_memory_max_bytes", "Memory that the virtual machine may take; -1: no limit.");
    out.member("area", "heap", heap.getMax());
    out.member("area", "nonheap", other.getMax());
    out.gauges("jvm_buffer_pool_used_bytes", "Memory outside of the heap, by use.");
    pools().forEach(pool -> out.member("pool", pool.getName(), pool.getMemoryUsed()));
    out.gauge("visiomatic_mapped_bytes", "Bytes of mapped files.", mappedBytes());
  }

  private static void writeCollections(Exposition out) {
    List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    out.counters("jvm_gc_collections_total", "Garbage collections.");
    collectors.forEach(gc -> out.member("gc", gc.getName(), gc.getCollectionCount()));
    out.counters("jvm_gc_seconds_total", "Time spent collecting garbage.");
    collectors.forEach(gc -> out.member("gc", gc.getName(), gc.getCollectionTime() / 1e3));
  }

  private static List<BufferPoolMXBean> pools() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);
  }
}
