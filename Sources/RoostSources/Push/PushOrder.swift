import RoostModel

/// What a push asks for, as git tells it to `pre-receive`: lines of the old commit, the new one and the reference. Pure.
struct PushOrder: Sendable, Equatable {
  struct Change: Sendable, Equatable {
    var old: String
    var new: String
    var reference: String

    var isCreation: Bool { old.allSatisfy { $0 == "0" } }
    var isDeletion: Bool { new.allSatisfy { $0 == "0" } }
  }

  private(set) var changes: [Change] = []
  private static let most = 100
  private static let heads = "refs/heads/"

  static let tooMany = Problem(
    .usageInvalid, "the push names too many branches and tags", hint: "push one: git push roost HEAD:main")

  /// `nil` when a line is none of git's.
  init?(_ lines: some Sequence<Substring>) throws(Problem) {
    for line in lines {
      let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      guard words.count == 3, PushOrder.isName(words[0]), PushOrder.isName(words[1]) else { return nil }
      guard changes.count < PushOrder.most else { throw PushOrder.tooMany }
      changes.append(Change(old: String(words[0]), new: String(words[1]), reference: String(words[2])))
    }
  }

  private static func isName(_ text: Substring) -> Bool {
    (text.utf8.count == 40 || text.utf8.count == 64) && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }

  /// The change that deploys: that of the app's branch, or of the one that becomes it. The others are for git to refuse one by
  /// one. `branch` is `nil` before the first push.
  func deploying(_ branch: String?, of app: AppName) throws(Problem) -> Change {
    if let change = changes.first(where: \.isDeletion) {
      throw Problem(
        .usageInvalid, "\(PushOrder.shown(change.reference)) is not deleted by a push",
        hint: "to take the app away with its data: roost app remove \(app)")
    }
    let branches = changes.filter { $0.reference.hasPrefix(PushOrder.heads) }
    for change in branches { _ = try GitReference(PushOrder.name(of: change)) }
    let wanted = branch.map { [$0] } ?? (branches.count == 1 ? branches.map(PushOrder.name) : ["main", "master"])
    for name in wanted {
      if let change = branches.first(where: { PushOrder.name(of: $0) == name }) { return change }
    }
    let pushed = changes.first.map { PushOrder.shown($0.reference) } ?? "nothing"
    guard let branch else {
      throw Problem(
        .usageInvalid, "it is not clear which branch \(app) is to be made of", hint: "push one branch: git push roost HEAD:main")
    }
    throw Problem(
      .usageInvalid, "\(app) is made of its branch \(branch); a push of \(pushed) deploys nothing",
      hint: "to deploy what is checked out: git push roost HEAD:\(branch); a tag: git push roost 'TAG^{}:\(branch)'")
  }

  static func name(of change: Change) -> String { String(change.reference.dropFirst(heads.count)) }

  private static func shown(_ reference: String) -> String {
    let plain = ["refs/heads/", "refs/tags/"].first { reference.hasPrefix($0) }.map { String(reference.dropFirst($0.count)) }
    return SourceText.line(plain ?? reference, atMost: 80)
  }
}
