import RoostGateway
import RoostModel

/// What one look at a run showed. `nil` is not known this time.
struct RunSight: Sendable, Equatable {
  var environment: EnvironmentID
  /// Seconds since 1970.
  var startedAt: Double
  var use: ProcessTable.Use?
  /// All it wrote since it was started.
  var logBytes: UInt64?
}

/// What one look at an app showed.
struct AppSight: Sendable {
  var reading: RouteReading?
  var runs: [RunSight] = []
  /// Since the daemon began.
  var restarts = 0
}

/// Makes samples of looks at one app: counters that begin anew with a run or a daemon become what happened in between. Pure.
struct AppMeter: Sendable {
  static let step = 10.0
  /// Of what is kept for a month.
  static let window = 300.0

  private struct Run: Sendable {
    var cpu = 0.0
    var logBytes: UInt64 = 0
  }

  /// When the daemon began to look.
  private let began: Double
  private(set) var ring = SampleRing(capacity: 360)
  private(set) var usage = AppUsage()
  /// What the last look added to the ring.
  private(set) var newest: MetricsSample?
  private var last: Double
  private var reading: RouteReading?
  private var runs: [EnvironmentID: Run] = [:]
  private var restarts: Int?
  /// The window that goes on, and what the gateway had counted when it began.
  private(set) var open: MetricsSample?
  private var openReading: RouteReading?

  init(at now: Double, began: Double) {
    self.began = began
    last = now
  }

  /// What the gateway had counted at the last look.
  var lastReading: RouteReading? { reading }

  /// Returns the window that ended with this look.
  mutating func take(_ sight: AppSight, at now: Double) -> MetricsSample? {
    newest = nil
    // A clock that was set back.
    guard now > last else {
      last = now
      return nil
    }
    var sample = MetricsSample(at: last, seconds: now - last)
    if let reading = sight.reading { sample.add(reading.since(self.reading)) }
    add(sight.runs, to: &sample)
    sample.restarts = UInt32(clamping: max(0, sight.restarts - (restarts ?? 0)))
    restarts = sight.restarts
    usage.restarts = sight.restarts
    usage.asleep = sight.reading?.metrics.asleep ?? 0
    ring.append(sample)
    newest = sample
    let middle = (last + now) / 2
    last = now
    let before = reading
    reading = sight.reading
    return extend(by: sample, around: middle, until: now, since: before)
  }

  private mutating func extend(
    by sample: MetricsSample, around middle: Double, until now: Double, since before: RouteReading?
  ) -> MetricsSample? {
    var ended: MetricsSample?
    let start = (middle / AppMeter.window).rounded(.down) * AppMeter.window
    if let window = open, Double(window.at) != start {
      ended = close()
      // What this look showed is of the new window.
      openReading = before
    }
    if open == nil {
      var window = MetricsSample(at: start, seconds: 0)
      window.append(sample)
      open = window
    } else {
      open?.append(sample)
    }
    if let reading { open?.setTimes(of: reading.since(openReading)) }
    if ended == nil, now >= start + AppMeter.window { ended = close() }
    return ended
  }

  private mutating func close() -> MetricsSample? {
    defer {
      open = nil
      openReading = reading
    }
    return open
  }

  private mutating func add(_ sights: [RunSight], to sample: inout MetricsSample) {
    var (cpu, written) = (0.0, UInt64(0))
    var known: [EnvironmentID: Run] = [:]
    usage.memory = nil
    (usage.processes, usage.threads, usage.openFiles, usage.mostOpenFiles) = (nil, nil, nil, nil)
    for sight in sights {
      // Of one that an earlier daemon started, what it used before is no news.
      let isNew = sight.startedAt >= began
      var run =
        runs[sight.environment]
        ?? Run(
          cpu: isNew ? 0 : sight.use?.cpuSeconds ?? .infinity, logBytes: isNew ? 0 : sight.logBytes ?? .max)
      if let use = sight.use {
        if run.cpu == .infinity { run.cpu = use.cpuSeconds }
        cpu += max(0, use.cpuSeconds - run.cpu)
        run.cpu = max(run.cpu, use.cpuSeconds)
        note(use)
      }
      if let bytes = sight.logBytes {
        if run.logBytes == .max { run.logBytes = bytes }
        written += bytes - min(bytes, run.logBytes)
        run.logBytes = max(run.logBytes, bytes)
      }
      known[sight.environment] = run
    }
    runs = known
    usage.cpuSeconds += cpu
    usage.logBytes += Int(clamping: written)
    sample.cpu = UInt32(clamping: Int((cpu * 1000).rounded()))
    sample.logBytes = written
    sample.memory = usage.memory?.bytes ?? 0
    sample.processes = UInt32(clamping: usage.processes ?? 0)
    sample.openFiles = UInt32(clamping: usage.openFiles ?? 0)
  }

  private mutating func note(_ use: ProcessTable.Use) {
    usage.memory = (usage.memory ?? ByteCount(0)) + ByteCount(use.memory)
    usage.processes = (usage.processes ?? 0) + use.processes
    usage.threads = (usage.threads ?? 0) + use.threads
    usage.openFiles = (usage.openFiles ?? 0) + use.openFiles
    usage.mostOpenFiles = max(usage.mostOpenFiles ?? 0, use.mostOpenFiles)
  }
}
