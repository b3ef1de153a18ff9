import RoostModel
import SystemPackage

/// What a transaction in host scope set out from, as its first step keeps it: enough to take it back, or to end it.
struct HostWork: Sendable, Equatable, Codable {
  enum Direction: String, Sendable, Codable {
    /// Something comes. A killed one is taken back unless it was complete.
    case bring
    /// Something goes. A killed one goes on.
    case take
  }

  var direction: Direction
  var runtime: RuntimeID
  /// `nil` for the machine's own version.
  var selector: String?
  var root: String
  var manager: PackageManagerKind?
  /// The packages before.
  var before: PackageSet
  /// The packages among them that came only because others needed them; `nil` where nobody could tell.
  var automatic: Set<String>?
  /// What goes.
  var taking: [TransactionChange] = []
  /// How what goes is taken; `nil` is the ordinary way.
  var taken: HostTaking?

  static let stepName = "host"

  func step() throws(Problem) -> JournalStep {
    JournalStep(HostWork.stepName, "\(runtime)", before: try JSONText.of(self))
  }

  init(
    _ direction: Direction, _ runtime: RuntimeID, selector: String?, root: HostRoot, manager: PackageManagerKind?,
    before: PackageSet, taking: [TransactionChange] = []
  ) {
    self.direction = direction
    self.runtime = runtime
    self.selector = selector
    self.root = root.path.string
    self.manager = manager
    self.before = before
    self.taking = taking
  }

  /// `nil` for a transaction that was killed before it wrote this down, and so before it did anything.
  static func read(_ entry: JournalEntry) throws(Problem) -> HostWork? {
    guard let text = entry.steps.first(where: { $0.name == stepName })?.before else { return nil }
    return try JSONText.read(HostWork.self, text)
  }
}
