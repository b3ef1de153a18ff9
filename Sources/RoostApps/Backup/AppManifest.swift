import RoostModel
import RoostStore
import RoostSystem

/// What an export says of itself: its first member.
struct AppManifest: Codable, Sendable, Equatable {
  /// Who can open what is sealed.
  enum Sealing: String, Codable, Sendable {
    case none, passphrase, node
  }

  struct Member: Codable, Sendable, Equatable {
    var name: String
    var size: UInt64
    var sha256: String
    /// Of a packed tree.
    var tree: Tree?
  }

  /// What a packed tree unpacks to.
  struct Tree: Codable, Sendable, Equatable {
    var bytes: UInt64
    var entries: Int
    var digest: String
  }

  /// What its operator decided beside the project.
  struct Settings: Codable, Sendable, Equatable {
    var wantsToRun: Bool
    var maintenance: Maintenance?
    /// A directory or an upload of another machine is nowhere here.
    var source: DeploySource?
    /// Of its webhook.
    var branch: String?
    var backup: BackupRecord?
  }

  var schema: String
  /// What is sealed is bound to it.
  var id: String
  var createdAt: Double
  var creator: String
  var reason: BackupSummary.Reason?
  var sealing: Sealing
  var salt: String?
  var app: AppName
  /// The same for all that one app exports, and for nobody else.
  var instance: AppID
  /// The live release then, and what it was made of.
  var release: Int
  var record: SourceRecord?
  /// What its deployment decided beside `roost.yml`.
  var overrides: PlanOverrides?
  var target: StrategyTarget?
  var runtimes: [String]
  var settings: Settings
  /// How many variables are in it, and the names of the secrets that are not.
  var variables: Int
  var leftOut: [VariableName]
  var members: [Member]

  func member(_ part: AppArchivePart) -> Member? { members.first { $0.name == part.rawValue } }
  var dataSize: ByteCount? { member(.data)?.tree.map { ByteCount($0.bytes) } }
}

/// The members of an export, in their order.
enum AppArchivePart: String, CaseIterable, Sendable {
  /// For people.
  case plan = "plan.json"
  /// Deployments.
  case history = "history.json"
  /// Variables and what else nobody may read: one of the two.
  case open = "variables.json"
  case sealed = "variables.sealed"
  case code = "code.tar.zst"
  case data = "data.tar.zst"

  var isTree: Bool { self == .code || self == .data }
  var isSmall: Bool { !isTree }
}

/// What a manifest has to be before anything it says is used. Pure.
enum AppManifestRules {
  static let schema = "roost.app/1"
  static let largestManifest: UInt64 = 1 << 20
  static let largestSmall: UInt64 = 16 << 20
  private static let largestTree: UInt64 = 1 << 38
  private static let highestNumber = 900_000

  /// Why it is refused; `nil` when it is not.
  static func fault(in manifest: AppManifest) -> String? {
    guard manifest.schema == schema else {
      return "it is written in the format \(shown(manifest.schema)), and this version of Roost reads \(schema)"
    }
    guard isHash(manifest.id) else { return "it has no identity" }
    guard manifest.createdAt.isFinite, manifest.createdAt > 0, manifest.createdAt < 1e11 else { return "its time is none" }
    guard (1...highestNumber).contains(manifest.release) else { return "its release has an impossible number" }
    guard manifest.salt.map(PassphraseKey.isSalt) ?? (manifest.sealing != .passphrase) else { return "its salt is none" }
    guard manifest.variables >= 0, manifest.leftOut.count <= 10_000, manifest.runtimes.count <= 100 else {
      return "it states impossible numbers"
    }
    guard isPossible(manifest.settings.backup) else { return "its backup settings are impossible" }
    let names = manifest.members.map(\.name)
    guard names == AppArchivePart.allCases.map(\.rawValue).filter(names.contains), Set(names).count == names.count else {
      return "its members are not those of an export, in their order"
    }
    guard names.contains(AppArchivePart.code.rawValue), names.contains(AppArchivePart.history.rawValue) else {
      return "it lacks a member"
    }
    let secrets = manifest.sealing == .none ? AppArchivePart.open : .sealed
    let others = manifest.sealing == .none ? AppArchivePart.sealed : .open
    guard manifest.member(secrets) != nil, manifest.member(others) == nil else {
      return "its variables are not where they belong"
    }
    for member in manifest.members { if let fault = fault(in: member) { return "its member \(member.name) \(fault)" } }
    return nil
  }

  /// What ran where it was made is no business of another machine.
  private static func isPossible(_ backup: BackupRecord?) -> Bool {
    guard let backup else { return true }
    return backup.lastRun == nil && backup.problem == nil
      && backup.policy.map { BackupPolicy.keeps.contains($0.keep) } ?? true
  }

  private static func fault(in member: AppManifest.Member) -> String? {
    guard isHash(member.sha256) else { return "has no digest" }
    guard let part = AppArchivePart(rawValue: member.name) else { return "is none of an export" }
    guard part.isTree else {
      return (1...largestSmall).contains(member.size) && member.tree == nil ? nil : "has an impossible size"
    }
    guard (1..<TarFrame.largestMember).contains(member.size), let tree = member.tree, isHash(tree.digest),
      (1...largestTree).contains(tree.bytes), tree.entries >= 0
    else { return "has an impossible size" }
    return nil
  }

  static func isHash(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { Set("0123456789abcdef".utf8).contains($0) }
  }

  private static func shown(_ text: String) -> String { String(text.prefix(40)).debugDescription }
}
