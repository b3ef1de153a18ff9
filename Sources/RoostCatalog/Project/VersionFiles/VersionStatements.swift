import RoostModel

/// Everything the files of a project say about a runtime.
struct VersionStatements: Sendable {
  let entry: CatalogueEntry
  /// The most decisive first: exact files, then ranges, then floors, each in the order of the catalogue.
  let found: [VersionStatement]
  /// Files that show that the runtime is needed, without a version.
  let presence: [Evidence]
  /// Of what is no version of this runtime, and of documents that cannot be read.
  let notUnderstood: [String]
  /// Whether any file speaks of the runtime.
  let isMentioned: Bool

  init(of entry: CatalogueEntry, in tree: ProjectTree) throws(Problem) {
    var found: [VersionStatement] = []
    var presence: [Evidence] = []
    var notUnderstood: [String] = []
    var isMentioned = false
    for file in entry.versionFiles {
      guard let finding = try VersionFileReader.read(file, in: tree) else { continue }
      if case .unreadable = finding.content {} else { isMentioned = true }
      switch finding.content {
      case .presence: presence.append(finding.evidence)
      case .unclear(let why), .unreadable(let why): notUnderstood.append("\(finding.evidence) and was not used: \(why)")
      case .version(let text):
        do throws(SelectorFault) {
          found.append(try VersionStatements.statement(text, finding, file, of: entry))
        } catch {
          notUnderstood.append("\(finding.evidence) is not understood and was not used: \(error.message)")
        }
      }
    }
    self.entry = entry
    self.found = VersionFile.Meaning.allCases.flatMap { meaning in found.filter { $0.meaning == meaning } }
    self.presence = presence
    self.notUnderstood = notUnderstood
    self.isMentioned = isMentioned
  }

  private static func statement(
    _ text: String, _ finding: VersionFinding, _ file: VersionFile, of entry: CatalogueEntry
  ) throws(SelectorFault) -> VersionStatement {
    let meaning = file.meaning ?? usualMeaning(of: text, file)
    let selector = try VersionSpelling(entry: entry).selector(text, meaning: meaning)
    return VersionStatement(selector: selector, meaning: meaning, evidence: finding.evidence)
  }

  /// `ruby "3.2.2"` asks for one version, `ruby "~> 3.2"` for a range.
  private static func usualMeaning(of text: String, _ file: VersionFile) -> VersionFile.Meaning {
    let isPlain = text.utf8.first.map(ASCII.isDigit) == true && !text.contains(",")
    return file.form == .gemfile && isPlain ? .exact : file.form.usualMeaning
  }
}
