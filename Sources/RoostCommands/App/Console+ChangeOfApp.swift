import RoostModel

extension Console {
  /// Shows how a change of an app gets on.
  func following<Result>(
    changeOf app: AppName, _ work: ((ProgressEvent) -> Void) async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let told = Problem(
      .cancelled, "this command ended; the change goes on in the daemon",
      hint: "see what became of it: roost app deployments \(app)")
    return try await following(told, work)
  }
}
