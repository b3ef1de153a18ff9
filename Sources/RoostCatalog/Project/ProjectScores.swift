/// How sure a sign makes detection, 0 to 100, and what it takes to decide.
enum ProjectScores {
  /// The best candidate must reach this ...
  static let decisive = 60
  /// ... and be so far ahead of the next one.
  static let margin = 15
  /// Candidates below are not worth a question.
  static let notable = 30

  static let framework = 91
  static let genericWebObject = 88
  static let nodeStart = 84
  static let webObjectWithoutManifest = 78
  static let nodeMain = 76
  /// A manifest whose start is stated elsewhere.
  static let startedElsewhere = 75
  static let frameworkWithoutObject = 72
  static let pythonScript = 70
  static let procfile = 65
  static let loneScript = 62
  static let nodeBuildOnly = 45
  static let pythonManifestOnly = 40
  static let toolingOnly = 15

  static let staticTop = 55
  static let staticPublic = 50
  static let staticBuilt = 48
}
