import RoostModel

/// One answer of pip's for all who ask within a moment: each question costs a third of a second of processor time, and an
/// installation of several runtimes asks for each.
actor PipAnswers {
  /// How long an answer counts; settings that are changed later are seen by the next installation.
  private static let freshness: Duration = .seconds(5)

  private let variables: [String: String]
  private var latest: (settings: PipSettings, at: ContinuousClock.Instant)?
  private var isAsking = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// `variables` are added to what pip gets from this process.
  init(variables: [String: String]) { self.variables = variables }

  func settings() async throws(Problem) -> PipSettings {
    while isAsking { await withCheckedContinuation { waiting.append($0) } }
    if let latest, latest.at.duration(to: .now) < PipAnswers.freshness { return latest.settings }
    isAsking = true
    defer {
      isAsking = false
      for continuation in waiting { continuation.resume() }
      waiting = []
    }
    let settings = try await PipSettings.ask(variables: variables)
    latest = (settings, .now)
    return settings
  }
}
