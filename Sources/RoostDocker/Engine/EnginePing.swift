import NIOHTTP1
import RoostModel

/// What an engine says of itself without being asked for more.
struct EnginePing: Sendable, Equatable {
  /// The newest that both sides know.
  var version: APIVersion
  var isPodman: Bool

  init(_ headers: HTTPHeaders, status: UInt, socket: String) throws(Problem) {
    guard status == 200, let own = headers.first(name: "api-version").flatMap({ APIVersion($0) }) else {
      throw Problem(
        .engineFailed, "what listens at \(socket) is no container engine: it answers with status \(status)",
        hint: "look who it is: ss -xlp | grep \(socket)")
    }
    guard own >= .oldest else {
      throw Problem(
        .unsupported, "the engine at \(socket) speaks API \(own); Roost needs \(APIVersion.oldest) or later",
        hint: "bring it up to date: apt-get install --only-upgrade docker.io")
    }
    version = min(own, .newest)
    isPodman = headers.contains(name: "libpod-api-version")
  }
}
