import Hummingbird
import RoostModel

/// `/api/v1/events`.
struct EventRoutes: Sendable {
  let operations: DaemonOperations

  func add(to router: APIRoutes) {
    let events = operations.events
    router.items(
      "events", .eventsRead, .visible, query: [.number("after"), .flag("follow")], during: "reading the events"
    ) { request, context in
      let last = StreamForm.lastID(of: request).flatMap { Int($0) }
      let after = try RequestReader.number("after", of: request)
      let query = EventQuery(after: last ?? after, follows: try RequestReader.flag("follow", of: request))
      return try await events(query).filter { context.actor.sees($0) }
    }
  }
}
