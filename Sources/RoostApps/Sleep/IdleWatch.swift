/// Follows a run and tells how long nobody has used it. Pure.
struct IdleWatch: Sendable {
  /// Workers that are started within this time belong to the app itself.
  private static let settling = 60.0
  /// Of one processor, over the whole time without use.
  private static let busyShare = 0.01

  private let began: Double
  /// Since when nothing was seen that is a use.
  private(set) var since: Double
  private var cpuBefore: (at: Double, seconds: Double)?
  private var ownChildren: Int?

  init(at now: Double) {
    began = now
    since = now
  }

  /// Seconds without use; 0 while there is one.
  mutating func see(_ sight: IdleSight, websockets: Double) -> Double {
    noteChildren(sight)
    if let quiet = sight.sinceRequest, sight.at - quiet > since { begin(at: sight.at - quiet, sight) }
    if isInUse(sight, websockets) {
      begin(at: sight.at, sight)
      return 0
    }
    if cpuBefore == nil { begin(at: since, sight) }
    return sight.at - since
  }

  /// Asked before the app is put to sleep. Whoever computes is in use, and the time begins anew.
  mutating func computes(_ sight: IdleSight) -> Bool {
    guard let before = cpuBefore, let cpu = sight.cpu, sight.at > before.at else { return false }
    guard (cpu - before.seconds) / (sight.at - before.at) >= IdleWatch.busyShare else { return false }
    begin(at: sight.at, sight)
    return true
  }

  /// It could not be put to sleep.
  mutating func startOver(at now: Double) { since = now }

  private func isInUse(_ sight: IdleSight, _ websockets: Double) -> Bool {
    if sight.requests > 0 || sight.isAwakeHour || sight.outbound ?? 0 > 0 { return true }
    if sight.streams > 0, sight.streamsQuiet ?? 0 < websockets { return true }
    if let children = sight.children, let own = ownChildren, children > own { return true }
    return false
  }

  private mutating func noteChildren(_ sight: IdleSight) {
    guard let children = sight.children else { return }
    if ownChildren == nil || sight.at - began < IdleWatch.settling { ownChildren = max(ownChildren ?? 0, children) }
  }

  private mutating func begin(at moment: Double, _ sight: IdleSight) {
    since = moment
    cpuBefore = sight.cpu.map { (sight.at, $0) }
  }
}
