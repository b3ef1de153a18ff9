import RoostModel

/// What a failed apt says when no server of Debian's packages answers. Pure.
struct AptSilence: Equatable {
  /// In apt's own words: an address and what is wrong with it.
  let reason: String

  private static let signs = [
    "Temporary failure resolving", "Could not resolve", "Could not connect", "Unable to connect", "Connection failed",
    "Connection timed out", "Network is unreachable", "Connection refused",
  ]

  /// `nil` when something else is wrong.
  init?(in problem: Problem) {
    guard problem.code == .toolFailed, let cause = problem.cause else { return nil }
    let lines = cause.split(whereSeparator: \.isNewline)
    let said = lines.first { line in AptSilence.signs.contains { line.contains($0) } }
    guard let said else { return nil }
    reason = String(said.drop { $0 == " " }).replacing("E: Failed to fetch ", with: "").replacing("  ", with: ": ")
  }

  func problem(title: String) -> Problem {
    Problem(
      .downloadFailed, "\(title) could not be fetched: no server of Debian's packages answers",
      hint: "check the connection, and which mirrors apt uses: apt-get indextargets --format '$(REPO_URI)'", cause: reason)
  }
}
