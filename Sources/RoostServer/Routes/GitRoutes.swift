import Hummingbird
import RoostModel

/// `/api/v1/apps/NAME/git/SERVICE`: what git says to a repository, in both directions at once.
struct GitRoutes: Sendable {
  let operations: GitOperations

  func add(to router: APIRoutes) {
    let operations = operations
    let form = RouteForm(takes: .bytes, gives: .bytes("application/x-git"))
    router.post("apps/:name/git/:service", .appsDeploy, body: .bytes, form: form) { request, context in
      let name = try RequestReader.appName(in: context)
      guard let service = GitService(rawValue: try RequestReader.segment("service", in: context)) else {
        throw Problem(
          .usageInvalid, "this is no service of git's", hint: "push or fetch: git remote add roost roost::\(name)")
      }
      let exchange = try await operations.begin(name, service)
      context.channel.triggerUserOutboundEvent(RequestPace.SlowBody(), promise: nil)
      return GitConversation(exchange: exchange, body: request.body).response(for: context)
    }
  }
}
