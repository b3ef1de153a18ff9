import Hummingbird
import NIOCore
import RoostModel
import Synchronization

/// What a route knows about its request besides the request itself.
struct APIContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The client's connection; its `closeFuture` tells that the client is gone.
  let channel: any Channel
  /// Who asks; the door says so.
  var actor = AccessActor.nobody
  /// It showed a token or a session that is not valid.
  var hasWrongCredential = false
  /// Whether what was shown is still good: an answer may take long.
  var isStillKnown: @Sendable () async -> Bool = { true }
  /// Of the client; empty on the socket.
  var address = ""
  /// It came through TLS: cookies are for TLS alone.
  var isSecure = false
  /// `nil` until the request is at its route.
  var route: RouteEntry?
  let subject = RequestSubject()
  let shown = ShownPage()

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }

  /// The route's action on what the request is about, or a problem.
  func permit(_ resource: AccessResource) throws(Problem) {
    guard let route else {
      throw Problem(.internal, "a request is nowhere yet", hint: "run `roost doctor`, and report this")
    }
    subject.name(resource)
    try authorize(actor, route.action, resource)
  }

  var mayAdministerNode: Bool { actor.may(.nodeAdmin, .node) }

  /// Whether the request may name files of this machine.
  func permitPaths() throws(Problem) {
    do throws(Problem) {
      try authorize(actor, .nodeAdmin, .node)
    } catch {
      throw Problem(
        .accessDenied, "to name a path of the daemon's machine takes node.admin, and \(actor.phrase) may not do that",
        hint: "send an archive instead: POST /api/v1/uploads, then a deployment with that upload")
    }
  }
}

/// What a request turned out to be about.
final class RequestSubject: Sendable {
  private let named = Mutex("")

  func name(_ resource: AccessResource) { name(resource.text) }
  func name(_ text: String) { named.withLock { $0 = text } }
  var text: String { named.withLock { $0 } }
}
