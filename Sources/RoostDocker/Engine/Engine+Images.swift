import FoundationEssentials
import NIOHTTP1
import RoostModel

extension Engine {
  private static let transferLimit: Duration = .seconds(3600)

  /// Nil when the engine does not have it.
  func image(_ reference: String) async throws(Problem) -> ImageDetails? {
    do throws(Problem) {
      return try await value(
        EngineCall(.GET, "/images/\(PathSegment.encode(reference))/json", to: "look at the image \(reference)"))
    } catch  where [.imageMissing, .environmentNotFound].contains(error.code) {
      return nil
    }
  }

  /// Images whose name fits a pattern: `roost/stack`.
  /// - Parameter measured: with what each shares with others, which takes the engine longer.
  func images(named pattern: String, measured: Bool = false) async throws(Problem) -> [ImageSummary] {
    try await value(
      EngineCall(.GET, "/images/json", to: "list images").with("shared-size", measured ? "1" : "0")
        .with("filters", try Engine.filters(["reference": [pattern]])))
  }

  /// Takes an archive in the form of `docker save`.
  func load(_ archive: PieceSource) async throws(Problem) {
    var call = EngineCall(.POST, "/images/load", to: "load an image").with("quiet", "1")
    call.body = .archive(archive)
    try await finish(call)
  }

  /// Pulls an image without a login. `progress` is told what the engine does.
  func pull(_ reference: ImageReference, progress: @escaping @Sendable (EngineProgress) -> Void) async throws(Problem) {
    let call = EngineCall(.POST, "/images/create", to: "pull the image \(reference)")
      .with("fromImage", reference.name).with("tag", reference.tag)
    try await finish(call, progress)
  }

  /// Builds an image from a tar archive that holds a Dockerfile and what it copies.
  func build(
    _ context: PieceSource, dockerfile: String, tag: String, progress: @escaping @Sendable (EngineProgress) -> Void
  ) async throws(Problem) {
    var call = EngineCall(.POST, "/build", to: "build the image of \(dockerfile)")
      .with("dockerfile", dockerfile).with("t", tag).with("rm", "1").with("forcerm", "1")
    call.body = .archive(context)
    try await finish(call, progress)
  }

  func removeImage(_ reference: String) async throws(Problem) {
    do throws(Problem) {
      try await answer(EngineCall(.DELETE, "/images/\(PathSegment.encode(reference))", to: "remove the image \(reference)"))
    } catch  where [.imageMissing, .environmentNotFound].contains(error.code) {
      // As it should be.
    }
  }

  private func finish(
    _ call: EngineCall, _ progress: @escaping @Sendable (EngineProgress) -> Void = { _ in }
  ) async throws(Problem) {
    var call = call
    call.limit = Engine.transferLimit
    let problem = EngineProblem(socket: socket, activity: call.activity)
    try await stream(call) { (line) throws(Problem) in
      if let error = line.error { throw problem.said(error) }
      progress(line)
    }
  }

  /// As the API wants them: JSON in a query.
  static func filters(_ filters: [String: [String]]) throws(Problem) -> String {
    do {
      return String(decoding: try JSONEncoder().encode(filters), as: UTF8.self)
    } catch {
      throw .unexpected(error, during: "writing down a filter")
    }
  }
}
