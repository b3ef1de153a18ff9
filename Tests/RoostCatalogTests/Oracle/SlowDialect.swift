@testable import RoostCatalog

/// How the makers of a kind of version write and compare them, as their documentation puts it.
struct SlowDialect: CustomStringConvertible, Sendable {
  let scheme: VersionScheme
  var description: String { scheme.rawValue }

  static let all = VersionScheme.allCases.map(SlowDialect.init)

  /// Signs with a meaning of their own here; the empty one is a version alone.
  var signs: [String] {
    switch scheme {
    case .semver: ["", "=", "^", "~", ">=", "<=", ">", "<"]
    case .pep440: ["", "==", "!=", "~=", ">=", "<=", ">", "<", "^"]
    case .ruby: ["", "=", "!=", "~>", ">=", "<=", ">", "<"]
    case .composer: ["", "^", "~", ">=", "<=", ">", "<", "!="]
    case .debian, .java: ["", ">=", "<=", ">", "<"]
    }
  }

  var either: String { scheme == .composer ? " | " : " || " }

  func text(_ version: SlowVersion) -> String {
    let numbers = version.numbers.map(String.init).joined(separator: ".")
    guard let early = version.early else { return version.build == 0 ? numbers : "\(numbers)\(buildMark)\(version.build)" }
    switch scheme {
    case .semver, .composer: return "\(numbers)-\(early.word).\(early.number)"
    case .pep440: return "\(numbers)\(early.word)\(early.number)"
    case .ruby: return "\(numbers).\(early.word)\(early.number)"
    case .debian: return "\(numbers)~\(early.word)\(early.number)"
    case .java: return "\(numbers)-ea+\(early.number)"
    }
  }

  private var buildMark: String { scheme == .java ? "+" : "-" }

  /// A version of three numbers; now and then one that is not final, or a build of one.
  func version(_ random: inout SeededGenerator) -> SlowVersion {
    var version = SlowVersion(numbers: (0..<3).map { _ in Int.random(in: 0...3, using: &random) })
    // Java's first number was 1 for all of them once, and is left out.
    if scheme == .java { version.numbers[0] += 17 }
    if Int.random(in: 0..<4, using: &random) == 0 {
      version.early = SlowVersion.Early(
        word: scheme == .java ? .a : (SlowVersion.Early.Word.allCases.randomElement(using: &random) ?? .rc),
        number: Int.random(in: 1...12, using: &random))
    } else if scheme == .java || scheme == .debian, Bool.random(using: &random) {
      version.build = Int.random(in: 1...12, using: &random)
    }
    return version
  }
}
