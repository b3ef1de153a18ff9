/// How sure a sign makes detection, 0 to 100, and what it takes to decide.
enum ProjectScores {
  /// The best candidate must reach this ...
  static let decisive = 60
  /// ... and be so far ahead of the next one.
  static let margin = 15
  /// Candidates below are not worth a question.
  static let notable = 30

  static let rails = 97
  static let django = 96
  static let nextjs = 95
  static let nodeFramework = 93
  /// A program of Go or Rust that can be built.
  static let compiled = 92
  static let framework = 91
  static let image = 90
  /// A Dockerfile, and nothing here that builds it.
  static let imageWithoutEngine = 30
  static let genericWebObject = 88
  static let rack = 88
  static let phpManifest = 88
  static let staticfile = 88
  static let singlePage = 86
  static let nodeStart = 84
  static let edgeFunctions = 85
  static let sinatraScript = 82
  static let deno = 80
  static let webObjectWithoutManifest = 78
  static let nodeMain = 76
  /// A manifest whose start is stated elsewhere.
  static let startedElsewhere = 75
  static let frameworkWithoutObject = 72
  static let phpIndex = 72
  static let pythonScript = 70
  static let procfile = 65
  static let loneServer = 70
  static let loneScript = 62
  static let nodeBuildOnly = 45
  static let pythonManifestOnly = 40
  static let library = 35
  static let toolingOnly = 15

  static let staticTop = 55
  static let staticPublic = 50
  static let staticBuilt = 48

  /// Go or Rust without a program: how it is built and started must be stated, and a start alone does not need the compiler.
  static func library(_ project: ProjectInspection) -> Int {
    guard project.start != nil else { return library }
    return project.settings.build == nil ? toolingOnly : startedElsewhere
  }
}
