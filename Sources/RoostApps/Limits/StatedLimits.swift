import RoostModel

/// Each limit of an app with who decided it and how much of it is used. Pure.
struct StatedLimits {
  let set: AppLimits
  let plan: Plan?
  let usage: AppUsage?
  let storage: ByteCount?
  let logs: ByteCount?
  let inFlight: Int?
  let standard: AppsConfiguration

  func status(_ limit: AppLimit) -> AppLimitStatus {
    let stated = plan?.limits ?? ResourceLimits()
    let route = plan?.route?.limits
    switch limit {
    case .memory: return size(limit, set.memory, stated.memory, nil, use: usage?.memory)
    case .cpus: return status(limit, set.cpus, stated.cpus, nil, use: nil) { "\($0)" }
    case .processes: return whole(limit, set.processes, stated.processes, standard.defaultProcesses, use: usage?.threads)
    case .openFiles: return whole(limit, set.openFiles, stated.openFiles, nil, use: usage?.mostOpenFiles)
    case .disk: return size(limit, set.disk, stated.disk, nil, use: nil)
    case .storage: return size(limit, set.storage, plan?.quota?.storage, nil, use: storage)
    case .logs: return size(limit, set.logs, plan?.quota?.logs, standard.keptOutput, use: logs)
    case .rate: return status(limit, set.rate, route?.rate, nil, use: nil) { "\($0)" }
    case .requests: return whole(limit, set.requests, route?.requests, nil, use: inFlight)
    case .body: return size(limit, set.body, route?.body, nil, use: nil)
    }
  }

  private func size(_ limit: AppLimit, _ set: ByteCount?, _ stated: ByteCount?, _ own: ByteCount?, use: ByteCount?)
    -> AppLimitStatus
  {
    var status = status(limit, set, stated, own, use: use) { "\($0)" }
    status.value = (set ?? stated ?? own).map(StatedLimits.text)
    status.share = share(use?.bytes, (set ?? stated ?? own)?.bytes)
    return status
  }

  /// As a person would type it: `512M`.
  static func text(_ size: ByteCount) -> String {
    for (unit, shift) in [("G", UInt64(30)), ("M", 20), ("K", 10)] where size.bytes > 0 && size.bytes % (1 << shift) == 0 {
      return "\(size.bytes >> shift)\(unit)"
    }
    return "\(size)"
  }

  private func whole(_ limit: AppLimit, _ set: Int?, _ stated: Int?, _ own: Int?, use: Int?) -> AppLimitStatus {
    var status = status(limit, set, stated, own, use: use) { "\($0)" }
    status.share = share(use.map { UInt64(clamping: $0) }, (set ?? stated ?? own).map { UInt64(clamping: $0) })
    return status
  }

  private func status<Value>(
    _ limit: AppLimit, _ set: Value?, _ stated: Value?, _ own: Value?, use: Value?, _ text: (Value) -> String
  ) -> AppLimitStatus {
    let by = set != nil ? "set" : stated != nil ? "roost.yml" : own != nil ? "default" : nil
    return AppLimitStatus(limit, value: (set ?? stated ?? own).map(text), by: by, use: use.map(text), effect: effect(limit))
  }

  /// Control groups of this machine are changed while processes are in them.
  private func effect(_ limit: AppLimit) -> LimitEffect {
    switch limit {
    case .memory, .cpus, .processes:
      [.sandbox, .process].contains((plan?.target ?? .sandbox).kind) ? .atOnce : .nextStart
    case .openFiles, .disk, .logs: .nextStart
    case .storage, .rate, .requests, .body: .atOnce
    }
  }

  private func share(_ use: UInt64?, _ limit: UInt64?) -> Double? {
    guard let use, let limit, limit > 0 else { return nil }
    return Double(use) / Double(limit)
  }
}
