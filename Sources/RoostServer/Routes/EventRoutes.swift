import Hummingbird
import RoostModel

/// `/api/v1/events`.
struct EventRoutes: Sendable {
  let operations: DaemonOperations

  func add(to router: RouterGroup<APIContext>) {
    let events = operations.events
    router.get("events") { request, context in
      let last = StreamForm.lastID(of: request).flatMap { Int($0) }
      let after = try RequestReader.number("after", of: request)
      let query = EventQuery(after: last ?? after, follows: try RequestReader.flag("follow", of: request))
      return ItemAnswer.response(
        of: try await events(query), during: "reading the events", for: context, as: StreamForm(wantedBy: request))
    }
  }
}
