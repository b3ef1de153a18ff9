import Hummingbird
import RoostModel

/// `/api/v1/events`.
struct EventRoutes: Sendable {
  let operations: DaemonOperations

  func add(to router: APIRoutes) {
    let events = operations.events
    router.items(
      "events", .eventsRead, .visible, query: [.number("after"), .flag("follow")], during: "reading the events", by: \.id
    ) { request, context, _ in
      let after = try StreamForm.lastNumber(of: request) ?? RequestReader.number("after", of: request)
      let query = EventQuery(after: after, follows: try RequestReader.flag("follow", of: request))
      return try await events(query).filter { context.actor.sees($0) }
    }
  }
}
