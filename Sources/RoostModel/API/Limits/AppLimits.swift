/// Limits of an app that were set beside its roost.yml; each wins over what that says.
///
/// Kept in the database for as long as the app is: what is added later must be optional.
package struct AppLimits: Codable, Sendable, Equatable {
  package var memory: ByteCount?
  package var cpus: Double?
  package var processes: Int?
  package var openFiles: Int?
  package var disk: ByteCount?
  package var storage: ByteCount?
  package var logs: ByteCount?
  package var rate: RequestRate?
  package var requests: Int?
  package var body: ByteCount?

  package init() {}

  package var isEmpty: Bool { self == AppLimits() }

  package func over(_ stated: ResourceLimits) -> ResourceLimits {
    var limits = stated
    limits.memory = memory ?? stated.memory
    limits.cpus = cpus ?? stated.cpus
    limits.processes = processes ?? stated.processes
    limits.openFiles = openFiles ?? stated.openFiles
    limits.disk = disk ?? stated.disk
    return limits
  }

  package func over(_ stated: AppQuota?) -> AppQuota {
    AppQuota(storage: storage ?? stated?.storage, logs: logs ?? stated?.logs)
  }

  package func over(_ stated: RouteSettings) -> RouteSettings {
    guard rate != nil || requests != nil || body != nil else { return stated }
    var settings = stated
    var limits = stated.limits ?? RouteLimits()
    limits.rate = rate ?? limits.rate
    limits.requests = requests ?? limits.requests
    limits.body = body ?? limits.body
    settings.limits = limits
    return settings
  }

  /// `nil` takes it back.
  package mutating func set(_ limit: AppLimit, _ text: String?) throws(Problem) {
    switch limit {
    case .memory: memory = try AppLimits.size(limit, text, least: 4 << 20)
    case .cpus: cpus = try AppLimits.cpus(text)
    case .processes: processes = try AppLimits.whole(limit, text, AppLimit.sensibleProcesses)
    case .openFiles: openFiles = try AppLimits.whole(limit, text, AppLimit.sensibleFiles)
    case .disk: disk = try AppLimits.size(limit, text, least: 4 << 20)
    case .storage: storage = try AppLimits.size(limit, text, least: 1 << 20)
    case .logs: logs = try AppLimits.size(limit, text, least: 1 << 20)
    case .rate: rate = try AppLimits.rate(text)
    case .requests: requests = try AppLimits.whole(limit, text, 1...100_000)
    case .body: body = try AppLimits.size(limit, text, least: 1)
    }
  }

  private static func size(_ limit: AppLimit, _ text: String?, least: UInt64) throws(Problem) -> ByteCount? {
    guard let text else { return nil }
    if let bytes = SizeText.bytes(text), bytes >= least { return ByteCount(bytes) }
    throw wrong(limit, text, "a size with K, M or G (powers of 1024), such as 512M, at least \(ByteCount(least))")
  }

  private static func whole(_ limit: AppLimit, _ text: String?, _ range: ClosedRange<Int>) throws(Problem) -> Int? {
    guard let text else { return nil }
    if let number = Int(text), range.contains(number) { return number }
    throw wrong(limit, text, "a number from \(range.lowerBound) to \(range.upperBound)")
  }

  private static func cpus(_ text: String?) throws(Problem) -> Double? {
    guard let text else { return nil }
    if let number = Double(text), AppLimit.sensibleCPUs.contains(number) { return number }
    throw wrong(.cpus, text, "0.01 to 1024; 0.5 is half a core")
  }

  private static func rate(_ text: String?) throws(Problem) -> RequestRate? {
    guard let text else { return nil }
    if let rate = RequestRate(text) { return rate }
    throw wrong(.rate, text, "requests in a second, minute or hour: 100/s, 30/m or 500/h")
  }

  private static func wrong(_ limit: AppLimit, _ text: String, _ expected: String) -> Problem {
    Problem(
      .usageInvalid, "\(text.prefix(40).debugDescription) is no limit of \(limit.title)",
      hint: "write \(expected): roost app limits NAME --\(limit.rawValue) VALUE")
  }
}
