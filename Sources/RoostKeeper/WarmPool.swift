import RoostEnvironments
import RoostModel

/// How many environments of which shape are kept booted for whoever asks next. Pure.
struct WarmPool {
  /// What all environments of one shape have in common.
  struct Shape: Sendable, Equatable {
    private let spec: EnvironmentSpec
    private static let anyID = EnvironmentID("0000000000000000")

    init(_ spec: EnvironmentSpec) {
      var spec = spec
      if let id = Shape.anyID { spec.id = id }
      self.spec = spec
    }

    /// One more of it.
    var fresh: EnvironmentSpec {
      var spec = spec
      spec.id = EnvironmentID()
      return spec
    }

    var strategy: StrategyKind { spec.strategy }
  }

  struct Entry {
    var shape: Shape
    var target: Int
    var ready: [any Environment]
    /// Being booted.
    var booting: Int
  }

  private(set) var entries: [Entry] = []
  /// Shapes that are kept warm at once.
  private static let mostShapes = 16

  /// The surplus to be taken away.
  mutating func want(_ count: Int, of shape: Shape) throws(Problem) -> [any Environment] {
    let index: Int
    if let known = entries.firstIndex(where: { $0.shape == shape }) {
      index = known
    } else {
      guard count > 0 else { return [] }
      guard entries.count < WarmPool.mostShapes else {
        throw Problem(
          .environmentState, "environments of \(entries.count) kinds are kept warm already",
          hint: "leave --warm out, or let one go: roost env create NAME ... --warm 0")
      }
      index = entries.count
      entries.append(Entry(shape: shape, target: 0, ready: [], booting: 0))
    }
    entries[index].target = count
    let surplus = Array(entries[index].ready.dropFirst(count))
    entries[index].ready = Array(entries[index].ready.prefix(count))
    if count == 0, entries[index].booting == 0 { entries.remove(at: index) }
    return surplus
  }

  mutating func take(_ shape: Shape) -> (any Environment)? {
    guard let index = entries.firstIndex(where: { $0.shape == shape }), !entries[index].ready.isEmpty else { return nil }
    return entries[index].ready.removeFirst()
  }

  /// How many have to be booted now; they count as being booted.
  mutating func refill(_ shape: Shape) -> Int {
    guard let index = entries.firstIndex(where: { $0.shape == shape }) else { return 0 }
    let entry = entries[index]
    let missing = max(0, entry.target - entry.ready.count - entry.booting)
    entries[index].booting += missing
    return missing
  }

  /// One that was being booted is there (or failed). False when it is not wanted any more.
  mutating func booted(_ environment: (any Environment)?, of shape: Shape) -> Bool {
    guard let index = entries.firstIndex(where: { $0.shape == shape }) else { return false }
    entries[index].booting -= 1
    let isWanted = entries[index].ready.count < entries[index].target
    if let environment, isWanted { entries[index].ready.append(environment) }
    if entries[index].target == 0, entries[index].booting == 0 { entries.remove(at: index) }
    return isWanted
  }

  /// All that are ready; nothing is kept warm afterwards.
  mutating func drain() -> [any Environment] {
    defer { entries = [] }
    return entries.flatMap(\.ready)
  }

  func target(of shape: Shape) -> Int { entries.first { $0.shape == shape }?.target ?? 0 }

  func ready(of strategy: StrategyKind) -> Int {
    entries.filter { $0.shape.strategy == strategy }.map(\.ready.count).reduce(0, +)
  }
}
