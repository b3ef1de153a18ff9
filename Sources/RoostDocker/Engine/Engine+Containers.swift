import FoundationEssentials
import NIOHTTP1
import RoostModel

extension Engine {
  private struct Created: Decodable {
    var id: String
    var warnings: [String]?
    private enum CodingKeys: String, CodingKey {
      case id = "Id"
      case warnings = "Warnings"
    }
  }

  /// Returns its identifier. `environment.state` when there is one of that name.
  func create(_ name: String, _ request: ContainerRequest) async throws(Problem) -> String {
    let call = try EngineCall(.POST, "/containers/create", to: "create a container", body: request).with("name", name)
    return try await value(call, as: Created.self).id
  }

  /// Idempotent.
  func start(_ container: String) async throws(Problem) {
    try await answer(EngineCall(.POST, "/containers/\(PathSegment.encode(container))/start", to: "start a container"))
  }

  /// Nil when there is none.
  func container(_ container: String) async throws(Problem) -> ContainerDetails? {
    do throws(Problem) {
      return try await value(EngineCall(.GET, "/containers/\(PathSegment.encode(container))/json", to: "look at a container"))
    } catch  where error.code == .environmentNotFound {
      return nil
    }
  }

  /// All of them, running or not.
  func containers() async throws(Problem) -> [ContainerSummary] {
    try await value(EngineCall(.GET, "/containers/json", to: "list containers").with("all", "1"))
  }

  /// Running or not, by a label: `dev.roost.home=/var/lib/roost`.
  func containers(labelled label: String) async throws(Problem) -> [ContainerSummary] {
    try await value(
      EngineCall(.GET, "/containers/json", to: "list containers").with("all", "1")
        .with("filters", try Engine.filters(["label": [label]])))
  }

  /// Returns once it does not run, or throws `timeout`.
  func wait(_ container: String, within limit: Duration) async throws(Problem) {
    var call = EngineCall(.POST, "/containers/\(PathSegment.encode(container))/wait", to: "wait for the end of a container")
    call.limit = limit
    try await tolerating([.environmentNotFound], call)
  }

  /// Harmless when it does not run.
  func kill(_ container: String) async throws(Problem) {
    let call = EngineCall(.POST, "/containers/\(PathSegment.encode(container))/kill", to: "end a container")
    try await tolerating([.environmentNotFound, .environmentState], call)
  }

  /// An engine may still believe what was so a moment ago, for it hears of its own deeds by late events: then it is led there.
  func pause(_ container: String) async throws(Problem) {
    do throws(Problem) {
      try await answer(Engine.pausing(container))
    } catch  where error.code == .environmentState {
      try await tolerating([.environmentState], Engine.resuming(container))
      try await answer(Engine.pausing(container))
    }
  }

  func resume(_ container: String) async throws(Problem) {
    do throws(Problem) {
      try await answer(Engine.resuming(container))
    } catch  where error.code == .environmentState {
      try await tolerating([.environmentState], Engine.pausing(container))
      try await answer(Engine.resuming(container))
    }
  }

  private static func pausing(_ container: String) -> EngineCall {
    EngineCall(.POST, "/containers/\(PathSegment.encode(container))/pause", to: "pause a container")
  }

  private static func resuming(_ container: String) -> EngineCall {
    EngineCall(.POST, "/containers/\(PathSegment.encode(container))/unpause", to: "resume a container")
  }

  /// Ends it, and removes it with all that was written in it. Harmless when there is none.
  func remove(_ container: String) async throws(Problem) {
    let call = EngineCall(.DELETE, "/containers/\(PathSegment.encode(container))", to: "remove a container")
      .with("force", "1").with("v", "1")
    try await tolerating([.environmentNotFound], call)
  }

  /// The last lines of what it said itself, both streams; nothing when the engine does not keep them.
  func lastWords(of container: String) async -> String {
    let call = EngineCall(.GET, "/containers/\(PathSegment.encode(container))/logs", to: "read what a container said")
      .with("stdout", "1").with("stderr", "1").with("tail", "20")
    guard let bytes = try? await answer(call) else { return "" }
    return LogFrames.text(of: bytes)
  }

  private func tolerating(_ codes: [ProblemCode], _ call: EngineCall) async throws(Problem) {
    do throws(Problem) {
      try await answer(call)
    } catch  where codes.contains(error.code) {
      // Nothing had to be done.
    }
  }
}
