import RoostCatalog
import RoostModel

/// What asking a runtime's sources one after the other has brought so far. Pure.
struct OfferSearch {
  /// A source that could not be asked.
  struct Silent: Sendable, Equatable {
    var source: String
    var problem: Problem

    var warning: String { "\(source) could not be asked, so the next source is taken: \(problem.message)" }
  }

  private static let shownVersions = 8

  let entry: CatalogueEntry
  private(set) var silent: [Silent] = []
  private var versions: [String] = []
  private var answered = false

  init(entry: CatalogueEntry) { self.entry = entry }

  mutating func found(_ more: [String]) {
    answered = true
    for version in more where !versions.contains(version) { versions.append(version) }
  }

  mutating func failed(_ source: RuntimeSource, with problem: Problem) {
    silent.append(Silent(source: source.place, problem: problem))
  }

  /// Whether another source may be tried after this problem. What is wrong on this machine or in the catalogue would only
  /// be hidden by that.
  static func passes(_ problem: Problem) -> Bool {
    switch problem.code {
    case .downloadFailed, .downloadCorrupt, .toolMissing, .toolFailed, .timeout, .runtimeVersionUnavailable, .unsupported: true
    default: false
    }
  }

  /// Why none of the sources will do.
  func problem(for specifier: RuntimeSpecifier) -> Problem {
    guard !entry.sources.isEmpty else {
      return Problem(
        .unsupported, "\(entry.title) is no layer: it is installed on the machine itself",
        hint: "roost install \(entry.id) --scope host")
    }
    return answered ? nothingFits(specifier) : nobodyAnswered
  }

  private func nothingFits(_ specifier: RuntimeSpecifier) -> Problem {
    let message = "there is no version of \(entry.title) that fits '\(specifier.selector)' and this machine"
    let newest = entry.scheme.newestOfEachLine(versions).prefix(OfferSearch.shownVersions)
    guard let first = newest.first else {
      return Problem(
        .runtimeVersionUnavailable, message, hint: "see what there is: roost runtime info \(entry.id)", cause: silence)
    }
    return Problem(
      .runtimeVersionUnavailable, message,
      hint: "ask for one that exists (\(newest.joined(separator: ", "))): roost runtime install '\(entry.id)@\(first)'",
      cause: silence)
  }

  private var nobodyAnswered: Problem {
    guard silent.count > 1, let first = silent.first?.problem else {
      return silent.first?.problem
        ?? Problem(.internal, "no source of \(entry.title) was asked", hint: "run the command again: roost doctor")
    }
    let codes = Set(silent.map(\.problem.code))
    return Problem(
      codes.count == 1 ? first.code : .downloadFailed, "none of the \(silent.count) sources of \(entry.title) can be asked",
      hint: first.hint, cause: silence)
  }

  private var silence: String? {
    silent.isEmpty ? nil : silent.map { "\($0.source) could not be asked: \($0.problem.message)" }.joined(separator: "\n")
  }
}
