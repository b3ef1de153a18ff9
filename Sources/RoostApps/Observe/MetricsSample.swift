import RoostGateway
import RoostModel

/// A ``MetricsPoint`` as it is held in memory: of one size, and small. 0 stands for what is not known.
struct MetricsSample: Sendable, Equatable {
  /// Seconds since 1970, where it begins; its length in milliseconds.
  var at: UInt32 = 0
  var length: UInt32 = 0
  var informational: UInt32 = 0
  var successful: UInt32 = 0
  var redirected: UInt32 = 0
  var clientErrors: UInt32 = 0
  var serverErrors: UInt32 = 0
  var refused: UInt32 = 0
  /// Microseconds and one, so that 0 is none.
  var p50: UInt32 = 0
  var p95: UInt32 = 0
  var p99: UInt32 = 0
  var processes: UInt32 = 0
  var openFiles: UInt32 = 0
  /// Milliseconds.
  var cpu: UInt32 = 0
  var asleep: UInt32 = 0
  var restarts: UInt32 = 0
  var received: UInt64 = 0
  var sent: UInt64 = 0
  var memory: UInt64 = 0
  var logBytes: UInt64 = 0

  init(at: Double, seconds: Double) {
    self.at = UInt32(clamping: Int(at))
    length = UInt32(clamping: Int(seconds * 1000))
  }

  mutating func add(_ interval: RouteInterval) {
    let metrics = interval.metrics
    informational = UInt32(clamping: metrics.informational)
    successful = UInt32(clamping: metrics.successful)
    redirected = UInt32(clamping: metrics.redirected)
    clientErrors = UInt32(clamping: metrics.clientErrors)
    serverErrors = UInt32(clamping: metrics.serverErrors)
    refused = UInt32(clamping: metrics.refused.total)
    received = UInt64(clamping: metrics.received)
    sent = UInt64(clamping: metrics.sent)
    asleep = UInt32(clamping: Int(metrics.asleep * 1000))
    setTimes(of: interval)
  }

  mutating func setTimes(of interval: RouteInterval) {
    p50 = interval.p50.map { UInt32(clamping: $0 + 1) } ?? 0
    p95 = interval.p95.map { UInt32(clamping: $0 + 1) } ?? 0
    p99 = interval.p99.map { UInt32(clamping: $0 + 1) } ?? 0
  }

  var requests: Int {
    Int(informational) + Int(successful) + Int(redirected) + Int(clientErrors) + Int(serverErrors)
  }

  /// Makes one of two that follow each other; times of requests cannot be added and stay.
  mutating func append(_ next: MetricsSample) {
    length &+= next.length
    informational &+= next.informational
    successful &+= next.successful
    redirected &+= next.redirected
    clientErrors &+= next.clientErrors
    serverErrors &+= next.serverErrors
    refused &+= next.refused
    cpu &+= next.cpu
    asleep &+= next.asleep
    restarts &+= next.restarts
    received &+= next.received
    sent &+= next.sent
    logBytes &+= next.logBytes
    processes = max(processes, next.processes)
    openFiles = max(openFiles, next.openFiles)
    memory = max(memory, next.memory)
  }

  var point: MetricsPoint {
    var point = MetricsPoint(at: Double(at), seconds: Double(length) / 1000)
    (point.informational, point.successful, point.redirected) = (Int(informational), Int(successful), Int(redirected))
    (point.clientErrors, point.serverErrors, point.refused) = (Int(clientErrors), Int(serverErrors), Int(refused))
    point.p50 = p50 > 0 ? Int(p50) - 1 : nil
    point.p95 = p95 > 0 ? Int(p95) - 1 : nil
    point.p99 = p99 > 0 ? Int(p99) - 1 : nil
    (point.received, point.sent) = (Int(clamping: received), Int(clamping: sent))
    point.memory = memory > 0 ? Int(clamping: memory) : nil
    point.processes = processes > 0 ? Int(processes) : nil
    point.openFiles = openFiles > 0 ? Int(openFiles) : nil
    point.cpuSeconds = Double(cpu) / 1000
    point.restarts = Int(restarts)
    point.asleep = Double(asleep) / 1000
    point.logBytes = Int(clamping: logBytes)
    return point
  }
}

/// The newest samples, of a fixed number. Grows to it once.
struct SampleRing: Sendable {
  private var samples: [MetricsSample] = []
  private var next = 0
  let capacity: Int

  init(capacity: Int) { self.capacity = capacity }

  mutating func append(_ sample: MetricsSample) {
    if samples.count < capacity {
      samples.append(sample)
    } else {
      samples[next] = sample
      next = (next + 1) % capacity
    }
  }

  /// Requests between two moments, in even steps. Nothing is copied: it is asked for all apps at once.
  func requests(from: Double, until: Double, steps: Int) -> [Int] {
    var counts = Array(repeating: 0, count: steps)
    let width = (until - from) / Double(steps)
    guard width > 0 else { return counts }
    for sample in samples where sample.requests > 0 {
      let place = (Double(sample.at) - from) / width
      if place >= 0, place < Double(steps) { counts[Int(place)] += sample.requests }
    }
    return counts
  }

  /// Oldest first.
  var all: [MetricsSample] { Array(samples[next...] + samples[..<next]) }

  /// Oldest first, as they are asked for. What a clock that was set back made is behind what it made before.
  func samples(_ wanted: MetricsFollowing) -> [MetricsSample] {
    guard let after = wanted.after else { return wanted.tail.map { all.suffix($0) } ?? all }
    guard let seen = all.lastIndex(where: { Int($0.at) == after }) else { return all.filter { Int($0.at) > after } }
    return Array(all[(seen + 1)...])
  }
}
