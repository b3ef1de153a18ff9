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
    /// The same; the first request wakes the app.
    case asleep(Sleeper)
  }

  package let kind: Kind
  let load = TargetLoad()
  /// Answered by the gateway where there is such a file.
  package let statics: [StaticFiles]

  /// What is no use of the app does not count as its last request; `nil` where nobody asks.
  let rule: VisitorRule?

  private init(_ kind: Kind, statics: [StaticFiles] = [], rule: VisitorRule? = nil) {
    self.kind = kind
    self.rule = rule
    self.statics = statics
  }

  package static func upstream(
    port: UInt16 = 3000, prefixMode: PrefixMode = .strip, statics: [StaticFiles] = [], rule: VisitorRule? = nil,
    dial: @escaping Dial
  ) -> Target {
    Target(.upstream(dial, prefixMode: prefixMode, port: port), statics: statics, rule: rule)
  }
  package static func files(root: FilePath, singlePage: Bool) -> Target {
    Target(.files(Site(root: root, singlePage: singlePage)))
  }
  package static func unavailable(_ problem: Problem) -> Target { Target(.unavailable(problem)) }
  /// An app that sleeps. `wake` is called with the first request that is one to wake it for, from any thread, and once: when
  /// waking it fails, the route needs another target. Who does not use the app by `rule` is answered without waking it;
  /// `statics` are answered as before.
  package static func asleep(
    _ hold: Hold = Hold(), rule: VisitorRule = VisitorRule(), statics: [StaticFiles] = [], wake: @escaping Sleeper.Wake
  ) -> Target { Target(.asleep(Sleeper(hold: hold, rule: rule, wake: wake)), statics: statics) }
  package static func held(_ hold: Hold = Hold()) -> Target { Target(.held(hold)) }

  /// The app stands still, with the WebSockets that are open: what a client says in one goes to it, and wakes it. `nil`: it
  /// is awake.
  package func sleep(waking wake: Sleeper.Wake?) {
    load.sleep(wake.map { Sleeper(hold: Hold(), rule: VisitorRule(), wake: $0) })
  }

  /// Whether another target is ready to take over from this one. Then a request that this one could not answer waits for the
  /// route to change, and is made again; not one that cannot be made twice.
  package var hasStandby: Bool {
    get { load.hasStandby }
    nonmutating set { load.hasStandby = newValue }
  }

  /// Requests that this one lost, and that wait for the other.
  package var lost: Int { load.lost }

  var isAsleep: Bool { if case .asleep = kind { true } else { false } }

  /// There is something that answers.
  var isServing: Bool {
    switch kind {
    case .upstream, .files: true
    case .unavailable, .held, .asleep: false
    }
  }

  /// Requests and open WebSockets now, waiting ones included.
  package var inFlight: Int { load.count }
}
