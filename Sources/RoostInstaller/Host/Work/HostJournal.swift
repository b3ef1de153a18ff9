import RoostModel

/// What the steps of a transaction in host scope say. Pure.
///
/// Names of steps: `host` (what it set out from), `packages`, `archive`, `links`, `verified`.
enum HostJournal {
  /// What is asked of the package manager, and all names that it says this comes to.
  struct PackageStep: Sendable, Equatable, Codable {
    var wishes: [PackageWish]
    var names: Set<String>
  }

  static func packages(_ step: PackageStep, by kind: PackageManagerKind) throws(Problem) -> JournalStep {
    JournalStep("packages", kind.rawValue, after: try JSONText.of(step))
  }

  /// `wasThere`: the directory is somebody else's work, and stays.
  static func archive(_ directory: String, version: String, wasThere: Bool) -> JournalStep {
    JournalStep("archive", directory, before: wasThere ? version : nil, after: version)
  }

  static func links(_ links: [ProgramLink]) throws(Problem) -> JournalStep {
    JournalStep("links", "/usr/local/bin", after: try JSONText.of(links))
  }

  static func verified(_ runtime: RuntimeID, version: String) -> JournalStep {
    JournalStep("verified", runtime.text, after: version)
  }

  /// `nil` when no package manager was asked for anything.
  static func packages(in entry: JournalEntry) throws(Problem) -> PackageStep? {
    guard let text = step("packages", entry)?.after else { return nil }
    return try JSONText.read(PackageStep.self, text)
  }

  /// How the packages that a transaction touched were marked before it: `true` for those that had come because others
  /// need them. Empty where nobody could tell.
  static func marks(in entry: JournalEntry) throws(Problem) -> [String: Bool] {
    guard let work = try HostWork.read(entry), let automatic = work.automatic else { return [:] }
    let names = (try packages(in: entry)?.names ?? []).union(entry.record.changes.map(\.name))
    let touched = work.before.installed.keys.filter { PackageForesight.contains($0, in: names) }
    return Dictionary(uniqueKeysWithValues: touched.map { ($0, PackageForesight.contains($0, in: automatic)) })
  }

  static func version(in entry: JournalEntry) -> String? { step("verified", entry)?.after }

  /// The directories and links that the transaction made or was about to make.
  static func files(in entry: JournalEntry) throws(Problem) -> HostChanges {
    var changes = HostChanges()
    if let archive = step("archive", entry), archive.before == nil { changes.directories[archive.subject] = archive.after ?? "" }
    if let text = step("links", entry)?.after { changes.links = try JSONText.read([ProgramLink].self, text) }
    return changes
  }

  private static func step(_ name: String, _ entry: JournalEntry) -> JournalStep? { entry.steps.last { $0.name == name } }
}
