package import RoostModel
package import SystemPackage

/// What is behind a route. Copies are the same target: they share the count of requests in flight.
package struct Target: Sendable {
  /// Connects to the app: a connected, non-blocking, close-on-exec stream socket that the gateway owns from then on.
  package typealias Dial = @Sendable () async throws(Problem) -> CInt

  package enum Kind: Sendable {
    /// `port` is the one the app believes it listens on; its redirects may name it.
    case upstream(Dial, prefixMode: PrefixMode, port: UInt16)
    case files(Site)
    /// Answered 503 with the problem's text.
    case unavailable(Problem)
    /// Requests wait until the route has another target.
    case held(Hold)
  }

  package let kind: Kind
  let load = TargetLoad()
  /// Answered by the gateway where there is such a file.
  let statics: [StaticFiles]

  private init(_ kind: Kind, statics: [StaticFiles] = []) {
    self.kind = kind
    self.statics = statics
  }

  package static func upstream(
    port: UInt16 = 3000, prefixMode: PrefixMode = .strip, statics: [StaticFiles] = [], dial: @escaping Dial
  ) -> Target {
    Target(.upstream(dial, prefixMode: prefixMode, port: port), statics: statics)
  }
  package static func files(root: FilePath, singlePage: Bool) -> Target {
    Target(.files(Site(root: root, singlePage: singlePage)))
  }
  package static func unavailable(_ problem: Problem) -> Target { Target(.unavailable(problem)) }
  package static func held(_ hold: Hold = Hold()) -> Target { Target(.held(hold)) }

  /// There is something that answers.
  var isServing: Bool {
    switch kind {
    case .upstream, .files: true
    case .unavailable, .held: false
    }
  }

  /// Requests and open WebSockets now, waiting ones included.
  package var inFlight: Int { load.count }
}
